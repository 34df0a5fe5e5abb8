// V7, ustar and GNU: what nearly every archive is made of.
import { base256, long, member } from '../tar-blocks'
import { archive, contentOf, deep, EDITED, type ExpectedEntry, gnu, type Maker, octal, ustar, v7 } from './archive'

export const spaced: Maker = (name, content) => [
  member(
    {
      name,
      magic: 'v7',
      typeflag: '\0',
      mode: '   644 \0',
      uid: '    10 \0',
      gid: '     3 \0',
      size: `${content.length.toString(8).padStart(11)} `,
      mtime: '13727410000 ',
    },
    content,
  ),
  { name, kind: 'file', content, mode: 0o644, uid: 8, gid: 3, mtime: 1_600_000_000 },
]
export const wide: Maker = (name, content) => [
  member(
    {
      name,
      magic: 'gnu',
      uid: base256(3_000_000, 8),
      gid: base256(4_000_000_000, 8),
      size: base256(content.length, 12),
      mtime: base256(-86_400, 12),
    },
    content,
  ),
  { name, kind: 'file', content, uid: 3_000_000, gid: 4_000_000_000, mtime: -86_400 },
]
export const gnuArchives = [
  archive(
    'V7, directories by a slash, hard and symbolic link',
    v7,
    [
      [member({ name: 'old/', magic: 'v7', typeflag: '\0' }), { name: 'old', kind: 'directory', size: 0 }],
      [
        member({ name: 'twin', magic: 'v7', typeflag: '1', linkname: 'etc/chmod' }),
        { name: 'twin', kind: 'hardlink', linkname: 'etc/chmod' },
      ],
      [
        member({ name: 'soft', magic: 'v7', typeflag: '2', linkname: 'etc/chmod' }),
        { name: 'soft', kind: 'symlink', linkname: 'etc/chmod' },
      ],
    ],
    { longestName: 99 },
  ),
  archive('V7 with blanks for zeros', spaced, [], { longestName: 99, findings: [['tar-v7']] }),
  archive('ustar with prefix', ustar, [
    [
      member({ name: 'file', at: [[345, deep.slice(0, -1)]] }, 'x'),
      { name: `${deep}file`, kind: 'file', content: 'x' },
    ],
    [member({ name: 'd/', typeflag: '5', at: [[345, deep.slice(0, -1)]] }), { name: `${deep}d`, kind: 'directory' }],
  ]),
  archive('GNU, as busybox on ESXi writes it', gnu, [
    [
      member({ name: 'etc/T', magic: 'gnu', mode: 0o1600 }, 't'),
      { name: 'etc/T', kind: 'file', mode: 0o1600, content: 't' },
    ],
  ]),
  archive(
    'GNU long name and long link',
    (name, content) => [
      Buffer.concat([long('L', `${deep}${name}`), member({ name: deep, magic: 'gnu' }, content)]),
      { name: `${deep}${name}`, kind: 'file', content },
    ],
    [
      [
        Buffer.concat([
          long('K', `${deep}target`),
          long('L', `${deep}link`),
          member({ name: deep, magic: 'gnu', typeflag: '2', linkname: deep.slice(0, 99) }),
        ]),
        { name: `${deep}link`, kind: 'symlink', linkname: `${deep}target` },
      ],
      [
        Buffer.concat([long('L', 'early'), long('L', 'late'), member({ name: 'short', magic: 'gnu' }, 'two')]),
        { name: 'late', kind: 'file', content: 'two' },
      ],
      [
        Buffer.concat([long('L', 'cut\0off'), member({ name: 'short', magic: 'gnu' }, 'nul')]),
        { name: 'cut', kind: 'file', content: 'nul' },
      ],
    ],
  ),
  archive('GNU base-256 numbers, a date before 1970', wide),
  archive(
    'GNU incremental (D) with access times',
    (name, content) => [
      member(
        {
          name,
          magic: 'gnu',
          at: [
            [345, octal(1_600_000_000)],
            [357, octal(1_600_000_000)],
          ],
        },
        content,
      ),
      { name, kind: 'file', content },
    ],
    [
      [
        member({ name: 'var/', typeflag: 'D', magic: 'gnu' }, 'Yedit\0Nold\0\0'),
        { name: 'var', kind: 'directory', typeflag: 'D', size: 12 },
      ],
    ],
    {
      findings: [['tar-incremental'], ['tar-gnu-times', '"13727410000"']],
    },
  ),
  archive('GNU volume label (V)', gnu, [], {
    before: member({ name: 'backup of esx01', typeflag: 'V', magic: 'gnu' }),
    entries: [
      { name: 'backup of esx01', kind: 'other', typeflag: 'V' },
      ...EDITED.map((name): ExpectedEntry => ({ name, kind: 'file', content: contentOf(name) })),
    ],
    findings: [['tar-volume-label']],
  }),
  archive('GNU multi-volume, a later volume (M)', gnu, [], {
    before: member(
      {
        name: 'big',
        typeflag: 'M',
        magic: 'gnu',
        at: [
          [369, octal(19_968)],
          [483, octal(30_000)],
        ],
      },
      'the rest',
    ),
    entries: [
      { name: 'big', kind: 'other', typeflag: 'M', content: 'the rest' },
      ...EDITED.map((name): ExpectedEntry => ({ name, kind: 'file', content: contentOf(name) })),
    ],
    findings: [['tar-volume-part']],
  }),
  archive(
    'GNU header with a stray ustar prefix (Go before 1.8)',
    (name, content) => [
      member({ name: name.slice(4), magic: 'gnu', at: [[345, 'etc']] }, content),
      { name, kind: 'file', content },
    ],
    [],
    { findings: [['tar-stray-prefix']] },
  ),
]
