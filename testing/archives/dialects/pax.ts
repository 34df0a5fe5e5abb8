// pax and its Solaris forerunner: records before an entry, and for all entries after them.
import { member, pax } from '../tar-blocks'
import { archive, aside, deep, raw, ustar, withPax } from './archive'

export const paxArchives = [
  archive(
    'pax: path, linkpath, owner, times with fractions, xattr',
    (name, content) => [
      Buffer.concat([
        pax('x', [
          ['path', `${deep}${name}`],
          ['uid', '3000000'],
          ['gid', '4000000'],
          ['uname', 'größe'],
          ['mtime', '1350244992.023960108'],
          ['atime', '1350244992.5'],
          ['SCHILY.xattr.user.note', Uint8Array.of(0, 10, 61, 255)],
          ['LIBARCHIVE.creationtime', '1350244992'],
        ]),
        member({ name: deep, uid: 1 }, content),
      ]),
      {
        name: `${deep}${name}`,
        kind: 'file',
        content,
        uid: 3_000_000,
        gid: 4_000_000,
        uname: 'größe',
        mtime: 1_350_244_992.023_960_1,
      },
    ],
    [
      [
        Buffer.concat([
          pax('x', [
            ['linkpath', `${deep}target`],
            ['path', `${deep}link`],
          ]),
          member({ name: 'short', typeflag: '2', linkname: 'short' }),
        ]),
        { name: `${deep}link`, kind: 'symlink', linkname: `${deep}target` },
      ],
      [
        Buffer.concat([
          pax('x', [
            ['SCHILY.devmajor', '300'],
            ['SCHILY.devminor', '70000'],
          ]),
          member({ name: 'dev/odd', typeflag: '3' }),
        ]),
        { name: 'dev/odd', kind: 'char-device', devmajor: 300, devminor: 70_000 },
      ],
    ],
  ),
  archive('pax: a size that the header does not have', (name, content) => [
    Buffer.concat([pax('x', [['size', String(content.length)]]), member({ name, size: 0 }, content)]),
    { name, kind: 'file', content, size: content.length },
  ]),
  archive(
    'pax: negative time, leading zeros',
    withPax(
      [
        ['mtime', '-1.5'],
        ['uid', '0000000000000000000000017'],
      ],
      { mtime: -1.5, uid: 17 },
    ),
  ),
  archive(
    'pax: empty values, which take a field back to the header',
    withPax(
      [
        ['path', ''],
        ['size', ''],
        ['gname', ''],
      ],
      { gname: 'root' },
    ),
  ),
  archive(
    'pax global header, then its own, then the global taken back',
    withPax([['uid', '7']], { uid: 7, uname: 'all', mtime: 1_500_000_000.5 }),
    [
      [
        member({ name: 'by-global', uid: 1 }),
        { name: 'by-global', kind: 'file', uid: 99, uname: 'all', mtime: 1_500_000_000.5 },
      ],
      [
        Buffer.concat([pax('x', [['uname', '']]), member({ name: 'by-header' })]),
        { name: 'by-header', kind: 'file', uname: 'root', uid: 99 },
      ],
      aside(
        pax('g', [
          ['uid', ''],
          ['mtime', '1400000000'],
        ]),
      ),
      [member({ name: 'after', uid: 1 }), { name: 'after', kind: 'file', uid: 1, uname: 'all', mtime: 1_400_000_000 }],
    ],
    {
      before: pax('g', [
        ['comment', 'for all'],
        ['uid', '99'],
        ['uname', 'all'],
        ['mtime', '1500000000.5'],
      ]),
    },
  ),
  archive('first entry a pax global header', ustar, [], {
    before: pax('g', [['comment', '0123456789abcdef0123456789abcdef01234567']]),
  }),
  archive(
    'pax with names in bytes (hdrcharset=BINARY)',
    withPax(
      [
        ['hdrcharset', 'BINARY'],
        ['uname', raw('gr\xf6\xdfe')],
      ],
      { uname: 'gr\\xf6\\xdfe' },
    ),
    [
      [
        Buffer.concat([
          pax('x', [
            ['hdrcharset', 'BINARY'],
            ['path', raw('gr\xf6\xdfe')],
          ]),
          member({ name: 'x' }, 'b'),
        ]),
        { name: 'gr\\xf6\\xdfe', kind: 'file', content: 'b' },
      ],
    ],
  ),
  archive(
    'pax header twice: the last one counts',
    (name, content) => [
      Buffer.concat([
        pax('x', [
          ['path', 'first/of/two'],
          ['uid', '5'],
        ]),
        pax('x', [['gid', '6']]),
        member({ name }, content),
      ]),
      { name, kind: 'file', content, uid: 0, gid: 6 },
    ],
    [],
    { findings: [['tar-two-pax']] },
  ),
  archive('Solaris extended header (X)', (name, content) => [
    Buffer.concat([
      pax('X', [
        ['path', `${deep}${name}`],
        ['charset', 'ISO-IR 8859 1 1998'],
        ['SUN.devmajor', '1'],
      ]),
      member({ name: 'short' }, content),
    ]),
    { name: `${deep}${name}`, kind: 'file', content },
  ]),
  archive(
    'Solaris access lists (A)',
    (name, content) => [
      Buffer.concat([
        member({ name, typeflag: 'A' }, '1000003\0user::rw-,group::r--,other::r--\0'),
        member({ name }, content),
      ]),
      { name, kind: 'file', content },
    ],
    [],
    { findings: [['tar-solaris-list']], longestName: 100 },
  ),
]
