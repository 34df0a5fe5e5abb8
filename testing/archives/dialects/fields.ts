// Header fields as no standard has them: odd checksums, junk where numbers should be.
import { member } from '../tar-blocks'
import { archive, type Maker } from './archive'

export const signed: Maker = (name, content) => [
  member(
    {
      name,
      magic: 'v7',
      typeflag: '\0',
      // A byte above 127 somewhere in the header makes the two sums differ.
      at: [[500, Uint8Array.of(0xe4)]],
      checksum: sums => `${sums.signed.toString(8).padStart(6, '0')}\0 `,
    },
    content,
  ),
  { name, kind: 'file', content },
]
const oddChecksum =
  (format: (octal: string) => string): Maker =>
  (name, content) => [
    member({ name, magic: 'gnu', checksum: sums => format(sums.unsigned.toString(8)) }, content),
    { name, kind: 'file', content },
  ]
export const junk: Maker = (name, content) => [
  member({ name, magic: 'gnu', mode: 'zzzzzzz\0', uid: '-1     \0', gid: '99999999', mtime: 'yesterday\0' }, content),
  { name, kind: 'file', content, mode: 0, uid: 0, gid: 0, mtime: 0 },
]

export const fieldArchives = [
  archive('checksum computed signed', signed, [], { longestName: 99 }),
  archive(
    'checksum with leading blanks',
    oddChecksum(octalSum => `${octalSum.padStart(6)}\0 `),
  ),
  archive(
    'checksum without NUL',
    oddChecksum(octalSum => `${octalSum.padStart(7, '0')} `),
  ),
  archive(
    'checksum of eight digits',
    oddChecksum(octalSum => octalSum.padStart(8, '0')),
  ),
  archive('junk in mode, owner and time fields', junk, [], {
    findings: [
      ['tar-field', 'mode'],
      ['tar-field', 'uid'],
      ['tar-field', 'mtime'],
    ],
  }),
]
