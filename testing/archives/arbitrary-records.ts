// Random records of every dialect and kind, for archives that mix them: regular files in the manner of each dialect, and what is not a
// file, or no entry at all.
import fc from 'fast-check'
import { octal } from './dialects/archive'
import { makers } from './dialects/all'
import { member, pax } from './tar-blocks'

const name = fc.stringMatching(/^[a-zA-Z0-9_.é-]{1,20}$/).map(text => `etc/f-${text}`)
const content = fc.string({ unit: 'grapheme-ascii', maxLength: 1200 })

/** A regular file; sparse ones have a content of their own. */
const file = fc.tuple(fc.constantFrom(...makers), name, content).map(([make, path, text]) => make(path, text)[0])

/** Bytes for the next entry alone, or for all after it. */
const global = fc
  .record({ uid: fc.nat(100_000), mtime: fc.integer({ min: -1e6, max: 2e9 }), empty: fc.boolean() })
  .map(({ uid, mtime, empty }) =>
    pax('g', [
      ['uid', empty ? '' : String(uid)],
      ['mtime', `${mtime}.5`],
      ['comment', 'for all'],
    ]),
  )

const odd = fc.oneof(
  fc
    .tuple(fc.constantFrom(...'BEINQZ'), name, content)
    .map(([typeflag, path, text]) => member({ name: path, typeflag, magic: 'gnu' }, text)),
  fc.constantFrom(
    member({ name: 'the volume', typeflag: 'V', magic: 'gnu' }),
    member(
      {
        name: 'rest',
        typeflag: 'M',
        magic: 'gnu',
        at: [
          [369, octal(512)],
          [483, octal(520)],
        ],
      },
      'the rest',
    ),
    member({ name: 'var/', typeflag: 'D', magic: 'gnu' }, 'Yone\0\0'),
    member({ name: '', magic: 'gnu' }, 'without a name'),
    member({ name: '/etc/passwd', magic: 'gnu' }, 'absolute'),
    member({ name: '../up', magic: 'gnu' }, 'climbs'),
    member({ name: 'twice', magic: 'gnu' }, 'one'),
    member({ name: 'twice', magic: 'gnu' }, 'two'),
    member({ name: 'soft', typeflag: '2', linkname: 'x', magic: 'gnu', size: 7 }),
    member({ name: 'old/', typeflag: '\0', magic: 'v7' }),
    Buffer.from(member({ name: Buffer.from('gr\xf6\xdfe', 'latin1'), magic: 'gnu' }, 'Latin-1')),
    Buffer.concat([pax('x', [['path', 'first']]), pax('x', [['uid', '5']]), member({ name: 'two-headers' }, 'x')]),
    Buffer.concat([pax('X', [['path', 'solaris']]), member({ name: 'short' }, 'x')]),
    Buffer.concat([member({ name: 'acl', typeflag: 'A' }, '1000001\0user::rw-\0'), member({ name: 'acl' }, 'x')]),
    Buffer.concat([pax('x', [['uid', '']]), member({ name: 'hard', typeflag: '1', linkname: 'twice' }, 'own data')]),
  ),
)

/** Records to stand before the members of an archive. */
export const records: fc.Arbitrary<readonly Uint8Array[]> = fc.array(
  fc.oneof({ weight: 4, arbitrary: file }, { weight: 2, arbitrary: odd }, { weight: 1, arbitrary: global }),
  { maxLength: 6 },
)
