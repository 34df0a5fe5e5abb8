// Kinds of entries and names, beyond regular files with plain ones.
import { member, pax } from '../tar-blocks'
import { archive, gnu, type Made, raw, special, ustar, withPax } from './archive'

export const entryArchives = [
  archive('hard and symbolic links, devices, fifo, contiguous file, directories', gnu, [
    special('twin', '1', { linkname: 'etc/chmod' }),
    special('soft', '2', { linkname: '../elsewhere' }),
    special(
      'dev/tty',
      '3',
      { devmajor: 4, devminor: 64 },
      {
        at: [
          [329, '0000004\0'],
          [337, '0000100\0'],
        ],
      },
    ),
    special(
      'dev/sda',
      '4',
      { devmajor: 8, devminor: 1 },
      {
        at: [
          [329, '0000010\0'],
          [337, '0000001\0'],
        ],
      },
    ),
    special('pipe', '6'),
    special('var', '5', { size: 0 }),
    [
      member({ name: 'contiguous', typeflag: '7', magic: 'gnu' }, 'c'),
      { name: 'contiguous', kind: 'file', content: 'c', typeflag: '7' },
    ],
  ]),
  archive(
    'links and directories with a size and no data',
    gnu,
    [
      special('twin', '1', { linkname: 'etc/chmod' }, { size: 19 }),
      special('soft', '2', { linkname: 'x', size: 0 }, { size: 5 }),
      special('var', '5', { size: 0 }, { size: 255 }),
      [member({ name: 'last', magic: 'gnu' }, 'l'), { name: 'last', kind: 'file', content: 'l' }],
    ],
    { findings: [['tar-no-data', '255 bytes, but a directory']] },
  ),
  archive('links and directories with a size and data', withPax([['atime', '1']], {}), [
    [
      member({ name: 'twin', typeflag: '1', linkname: 'etc/chmod' }, 'own data'),
      { name: 'twin', kind: 'hardlink', linkname: 'etc/chmod', content: 'own data' },
    ],
    [
      member({ name: 'soft', typeflag: '2', linkname: 'x' }, '12345'),
      { name: 'soft', kind: 'symlink', linkname: 'x', size: 0 },
    ],
    [member({ name: 'last' }, 'l'), { name: 'last', kind: 'file', content: 'l' }],
  ]),
  archive(
    'unknown and vendor typeflags (A to Z)',
    gnu,
    [
      ...'BCEFGHIJOPQRTUWYZ'
        .split('')
        .map(
          (typeflag): Made => [
            member({ name: `odd-${typeflag}`, typeflag, magic: 'gnu' }, 'kept'),
            { name: `odd-${typeflag}`, kind: 'other', typeflag, content: 'kept' },
          ],
        ),
      [
        member({ name: 'vendor', typeflag: 'A', magic: 'gnu' }, 'an A of no Solaris'),
        { name: 'vendor', kind: 'other', typeflag: 'A' },
      ],
      [
        member({ name: 'renamings', typeflag: 'N', magic: 'gnu' }, 'Rename a to b\n'),
        { name: 'renamings', kind: 'other', typeflag: 'N' },
      ],
    ],
    { findings: [['tar-typeflag', ' Z:'], ['tar-renames']] },
  ),
  archive('names in UTF-8, Latin-1 and raw bytes', gnu, [
    [member({ name: 'größe', magic: 'gnu' }, 'u'), { name: 'größe', kind: 'file', content: 'u' }],
    [member({ name: raw('gr\xf6\xdfe'), magic: 'gnu' }, 'l'), { name: 'gr\\xf6\\xdfe', kind: 'file', content: 'l' }],
    [
      member({ name: raw('bell\x07\x1b[2J'), magic: 'gnu' }, 'c'),
      { name: 'bell\\x07\\x1b[2J', kind: 'file', content: 'c' },
    ],
  ]),
  archive(
    'empty, absolute, climbing and dotted names',
    gnu,
    [
      [member({ name: '', magic: 'gnu' }, 'e'), { name: '', kind: 'file', content: 'e' }],
      [member({ name: '/etc/passwd', magic: 'gnu' }, 'a'), { name: '/etc/passwd', kind: 'file', content: 'a' }],
      [member({ name: '../../up', magic: 'gnu' }, 'u'), { name: '../../up', kind: 'file', content: 'u' }],
      [member({ name: './dotted', magic: 'gnu' }, 'd'), { name: './dotted', kind: 'file', content: 'd' }],
      special('.', '5'),
    ],
    { findings: [['tar-no-name']] },
  ),
  archive(
    'a name with a NUL in pax',
    ustar,
    [
      [
        Buffer.concat([pax('x', [['path', 'a\0b']]), member({ name: 'short' }, 'n')]),
        { name: 'a\\x00b', kind: 'file', content: 'n' },
      ],
    ],
    { findings: [['tar-nul-in-name']] },
  ),
  archive(
    'the same name three times',
    gnu,
    [
      [member({ name: 'twice', magic: 'gnu' }, '1'), { name: 'twice', kind: 'file', content: '1' }],
      [member({ name: 'twice', magic: 'gnu' }, '2'), { name: 'twice', kind: 'file', content: '2' }],
      [member({ name: 'twice', magic: 'gnu' }, '3'), { name: 'twice', kind: 'file', content: '3' }],
      special('link', '1', { linkname: 'twice', content: '3' }),
    ],
    { findings: [['duplicate-name', 'Entry 3']] },
  ),
]
