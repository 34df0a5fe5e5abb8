// star: ustar with times after a shorter prefix, and its own layout of 1985 without that magic.
import { member } from '../tar-blocks'
import { archive, type Maker } from './archive'

const starTimes = [
  [476, '14063407000 14063407000 '],
  [508, 'tar\0'],
] as const
export const star: Maker = (name, content) => [
  member({ name: name.slice(4), at: [[345, 'etc'], ...starTimes] }, content),
  { name, kind: 'file', content, dialect: 'star', uname: 'root' },
]
/** Known by its times alone, as GNU tar knows it; node-tar writes it so. */
export const xustar: Maker = (name, content) => [
  member(
    {
      name: name.slice(4),
      at: [
        [345, 'etc'],
        [476, '14063407000 14063407000 '],
      ],
    },
    content,
  ),
  { name, kind: 'file', content, dialect: 'star' },
]
export const oldStar: Maker = (name, content) => [
  member(
    {
      name: name.slice(4),
      magic: 'v7',
      at: [
        [314, 'joe'],
        [330, 'staff'],
        [345, 'etc'],
        [508, 'tar\0'],
      ],
    },
    content,
  ),
  { name, kind: 'file', content, dialect: 'star', uname: 'joe', gname: 'staff' },
]

export const starArchives = [
  archive('star (xstar)', star),
  archive('star (xustar), known by its times', xustar),
  archive('star of 1985, no ustar magic', oldStar, [], { longestName: 150 }),
]
