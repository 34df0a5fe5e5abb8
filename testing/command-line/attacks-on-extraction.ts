// Archives that want to be unpacked where they must not: each against `bootbank extract`, with what may land on the disk.
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { NewMember } from '../../electron/engine/codecs/tar-write'
import { long, member, pax } from '../archives/tar-blocks'
import type { Attack } from './attack'
import { file, special, tgz } from '../archives/small-backups'
import { tar } from './bombs'

const NAME = 'in.tgz'
const good = file('good', 'good')

/** Extracts everything into `out`. */
const extracting = (archive: () => Uint8Array, setUp?: (folder: string) => void) => (folder: string) => {
  setUp?.(folder)
  writeFileSync(join(folder, NAME), archive())
  return ['extract', NAME, '-o', 'out']
}

/** A name that is skipped and told, while the good file lands. */
function skipped(name: string, members: readonly NewMember[], reason: RegExp): Attack {
  return {
    name,
    prepare: extracting(() => tgz([good, ...members])),
    exit: 1,
    says: new RegExp(`^bootbank: note: skipped: .* is not extracted: .*${reason.source}`, 'm'),
    landed: ['good'],
  }
}

/** The same name given as an ADDRESS: then nothing at all is written. */
function named(attack: string, address: string, members: readonly NewMember[], code = 'UNSAFE_PATH'): Attack {
  return {
    name: `${attack}, given by its address`,
    prepare: folder => [...extracting(() => tgz([good, ...members]))(folder), 'good', address],
    exit: 2,
    says: new RegExp(`^bootbank: ${code}: `),
    landed: [],
  }
}

const badNames: readonly (readonly [attack: string, name: string, reason: RegExp])[] = [
  ['traversal', '../escaped', /climbs out of the folder/],
  ['traversal in the middle', 'etc/../../escaped', /climbs out of the folder/],
  ['traversal at the end', 'etc/..', /climbs out of the folder/],
  ['traversal behind a dot', './../escaped', /climbs out of the folder/],
  ['absolute path', '/tmp/bootbank-escaped', /absolute path/],
  ['absolute path with two slashes', '//tmp/bootbank-escaped', /absolute path/],
  ['drive path', 'C:/escaped', /drive letter/],
  ['drive-relative path', 'c:escaped', /drive letter/],
  ['path with backslashes', 'etc\\..\\..\\escaped', /backslash/],
  ['UNC path', '\\\\server\\share\\escaped', /backslash/],
  ['Windows device name', 'etc/NUL', /device name of Windows/],
  ['Windows device name in lower case with an extension', 'con.txt', /device name of Windows/],
  ['Windows device name as a folder', 'COM1/x', /device name of Windows/],
  ['Windows device name with a superscript digit', 'LPT\u00b9.log', /device name of Windows/],
  ['trailing dot', 'etc/hosts.', /ends in a dot or a blank/],
  ['trailing blank', 'hosts ', /ends in a dot or a blank/],
  ['name of dots', 'etc/.../hosts', /ends in a dot or a blank/],
  ['alternate data stream', 'hosts:hidden', /Windows does not allow/],
  ['character that Windows forbids', 'what?', /Windows does not allow/],
  ['over-long file name', 'n'.repeat(256), /longer than 255 bytes/],
  ['over-long file name in UTF-8', '\u00e9'.repeat(128), /longer than 255 bytes/],
  ['over-long path', `${'d/'.repeat(2040)}file`, /longer than/],
  ['control character', 'bell\x07', /control character/],
  ['terminal escape sequence', '\x1b[2Jcleared', /control character/],
  ['line break', 'two\nlines', /control character/],
  ['direction override', 'annual\u202etxt.exe', /control character/],
  ['file that is named like the folder itself', './.', /name is that of the folder itself/],
  ['empty name', '', /its name is empty/],
]

const refusals: readonly Attack[] = badNames.flatMap(([attack, name, reason]) => {
  const members = [file(name, 'bad')]
  const plain = /^[\x20-\x7e]+$/.test(name) && !name.includes('\\')
  return [skipped(attack, members, reason), ...(plain ? [named(attack, name, members)] : [])]
})

const kinds: readonly Attack[] = [
  skipped('symbolic link', [special('link', '2', '/etc/passwd')], /symbolic link to "\/etc\/passwd"/),
  skipped('hard link outward, absolute', [special('link', '1', '/etc/passwd')], /hard link to "\/etc\/passwd"/),
  skipped('hard link outward, climbing', [special('link', '1', '../../../etc/passwd')], /hard link to/),
  skipped('hard link to nothing', [special('link', '1', 'not-in-the-archive')], /hard link to/),
  skipped('hard links in a ring', [special('a', '1', 'b'), special('b', '1', 'a')], /hard link to/),
  skipped('character device', [special('dev', '3')], /is a char-device/),
  skipped('block device', [special('dev', '4')], /is a block-device/),
  skipped('fifo', [special('dev', '6')], /is a fifo/),
  skipped('unknown typeflag', [special('odd', 'Z')], /of an unknown type/),
  named('symbolic link', 'link', [special('link', '2', '/etc/passwd')]),
  named('unknown typeflag', 'odd', [special('odd', 'Z')], 'NOT_A_FILE'),
]

/** Names that only an extension header tells. */
const hidden: readonly Attack[] = [
  [
    'traversal in a GNU long name',
    Buffer.concat([long('L', '../escaped'), member({ name: 'harmless', magic: 'gnu' }, 'bad')]),
  ],
  ['traversal in a pax path', Buffer.concat([pax('x', [['path', '../escaped']]), member({ name: 'harmless' }, 'bad')])],
  ['traversal in a ustar prefix', member({ name: 'escaped', at: [[345, '..']] }, 'bad')],
  [
    'traversal in a global pax path',
    Buffer.concat([pax('g', [['path', '../escaped']]), member({ name: 'harmless' }, 'bad')]),
  ],
  [
    'traversal in the name of a sparse file',
    Buffer.concat([
      pax('x', [
        ['GNU.sparse.name', '../escaped'],
        ['GNU.sparse.size', '3'],
        ['GNU.sparse.map', '0,3'],
      ]),
      member({ name: 'harmless' }, 'bad'),
    ]),
  ],
].map(([name, record]) => ({
  name: String(name),
  prepare: extracting(() => gzipSync(tar(member({ name: 'good' }, 'good'), Buffer.from(record ?? '')))),
  exit: 1,
  says: /skipped: .*climbs out of the folder/,
  landed: ['good'],
}))

const isText = (path: string, text: string) => (folder: string) =>
  readFileSync(join(folder, path), 'utf8') === text ? null : `${path} was changed`

const collisions: readonly Attack[] = [
  ['letter case', 'etc/Hosts', 'etc/hosts', ['etc/', 'etc/hosts']],
  ['letter case of a folder', 'ETC/other', 'etc/hosts', ['etc/', 'etc/hosts']],
  ['case folding of more than one letter', 'stra\u00dfe', 'STRASSE', ['STRASSE']],
  ['Unicode composition', 'caf\u00e9', 'cafe\u0301', ['cafe\u0301']],
  ['compatibility sign', '\u212a', 'k', ['k']],
].map(([what, second, first, landed]) => ({
  name: `collision by ${what}: the first one wins`,
  prepare: extracting(() => tgz([file(String(first), 'first'), file(String(second), 'second')])),
  exit: 1,
  says: /skipped: .*on some systems its name is the same/,
  landed: Array.isArray(landed) ? landed : [],
  after: isText(`out/${first}`, 'first'),
}))

const places: readonly Attack[] = [
  {
    name: 'symbolic link, then a file through it',
    prepare: extracting(
      () => tgz([good, special('sub', '2', '../elsewhere'), file('sub/escaped', 'bad')]),
      folder => mkdirSync(join(folder, 'elsewhere')),
    ),
    exit: 1,
    says: /skipped: sub is not extracted: it is a symbolic link/,
    landed: ['good', 'sub/', 'sub/escaped'],
  },
  {
    name: 'hard link to a symbolic link, then a file through it',
    prepare: extracting(
      () => tgz([good, special('a', '2', '../elsewhere'), special('b', '1', 'a'), file('b/escaped', 'bad')]),
      folder => mkdirSync(join(folder, 'elsewhere')),
    ),
    exit: 1,
    says: /skipped: b is not extracted: it is a hard link/,
    landed: ['b/', 'b/escaped', 'good'],
  },
  {
    name: 'symbolic link that lies in the folder already, as a parent',
    prepare: extracting(
      () => tgz([good, file('etc/hosts', 'bad')]),
      folder => {
        mkdirSync(join(folder, 'elsewhere'))
        mkdirSync(join(folder, 'out'))
        symlinkSync(join(folder, 'elsewhere'), join(folder, 'out/etc'))
      },
    ),
    exit: 1,
    says: /is a symbolic link, which is not followed/,
    landed: ['etc', 'good'],
  },
  {
    name: 'symbolic link that lies in the folder already, as the target',
    prepare: extracting(
      () => tgz([file('hosts', 'bad'), good]),
      folder => {
        mkdirSync(join(folder, 'out'))
        writeFileSync(join(folder, 'victim'), 'as before')
        symlinkSync(join(folder, 'victim'), join(folder, 'out/hosts'))
      },
    ),
    exit: 1,
    says: /nothing is overwritten/,
    landed: ['good', 'hosts'],
    after: isText('victim', 'as before'),
  },
  {
    name: 'dangling symbolic link that lies in the folder already',
    prepare: extracting(
      () => tgz([file('hosts', 'bad'), good]),
      folder => {
        mkdirSync(join(folder, 'out'))
        symlinkSync(join(folder, 'not-there'), join(folder, 'out/hosts'))
      },
    ),
    exit: 1,
    says: /nothing is overwritten/,
    landed: ['good', 'hosts'],
    after: folder => (existsSync(join(folder, 'not-there')) ? 'the link was followed' : null),
  },
  {
    name: 'existing target',
    prepare: extracting(
      () => tgz([good, file('etc/hosts', 'bad')]),
      folder => {
        mkdirSync(join(folder, 'out/etc'), { recursive: true })
        writeFileSync(join(folder, 'out/etc/hosts'), 'as before')
      },
    ),
    exit: 1,
    says: /skipped: etc\/hosts .*nothing is overwritten/,
    landed: ['etc/', 'etc/hosts', 'good'],
    after: isText('out/etc/hosts', 'as before'),
  },
  {
    name: 'existing target, given by its address',
    prepare: folder => {
      mkdirSync(join(folder, 'out/etc'), { recursive: true })
      writeFileSync(join(folder, 'out/etc/hosts'), 'as before')
      return [...extracting(() => tgz([good, file('etc/hosts', 'bad')]))(folder), 'etc/hosts']
    },
    exit: 2,
    says: /^bootbank: TARGET_EXISTS: /,
    landed: ['etc/', 'etc/hosts'],
    after: isText('out/etc/hosts', 'as before'),
  },
  {
    name: 'DIR that is a file',
    prepare: extracting(
      () => tgz([good]),
      folder => writeFileSync(join(folder, 'out'), 'a file'),
    ),
    exit: 2,
    says: /^bootbank: TARGET_EXISTS: /,
    after: isText('out', 'a file'),
  },
  {
    name: 'a file where another entry needs a folder, either way round',
    prepare: extracting(() => tgz([file('a', '1'), file('a/b', '2'), file('c/d', '3'), file('c', '4')])),
    exit: 1,
    says: /a\/b is not extracted: .*\n.*c is not extracted: /,
    landed: ['a', 'c/', 'c/d'],
  },
  {
    name: 'a file that is named like the folder of a layer',
    prepare: extracting(() => tgz([file('in.tgz!', 'mine'), file('in.tgz', tgz([file('x', '1')]))])),
    exit: 1,
    says: /in\.tgz!\/x is not extracted: .*was taken by another entry/,
    landed: ['in.tgz', 'in.tgz!'],
  },
  {
    name: 'traversal from inside a layer',
    prepare: extracting(() => tgz([good, file('local.tgz', tgz([file('../../escaped', 'bad')]))])),
    exit: 1,
    says: /skipped: local\.tgz!\/\.\.\/\.\.\/escaped .*climbs out of the folder/,
    landed: ['good', 'local.tgz'],
  },
  {
    name: 'traversal by the name of a layer',
    prepare: extracting(() => tgz([good, file('..', tgz([file('escaped', 'inside')]))])),
    exit: 1,
    says: /skipped: \.\. is not extracted: .*climbs out of the folder/,
    landed: ['..!/', '..!/escaped', 'good'],
  },
  {
    name: 'set-id, sticky and execute bits',
    prepare: extracting(() => tgz([file('suid', 'x', { mode: 0o7755 })])),
    exit: 0,
    says: null,
    landed: ['suid'],
    after: folder => ((statSync(join(folder, 'out/suid')).mode & 0o7111) === 0 ? null : 'the bits were set'),
  },
  {
    name: 'entries of one name, one of which looks like the second of another',
    prepare: extracting(() => tgz([file('x#2', 'first'), file('x', '1'), file('x', '2')])),
    exit: 0,
    says: null,
    landed: ['x', 'x#2', 'x#3'],
    after: isText('out/x#2', 'first'),
  },
  {
    name: 'bomb of hard links',
    prepare: folder => [
      ...extracting(() =>
        tgz([
          file('big', Buffer.alloc(100_000)),
          ...Array.from({ length: 200 }, (_, index) => special(`link-${index}`, '1', 'big')),
        ]),
      )(folder),
      '--limit',
      'totalBytes=10M',
    ],
    exit: 2,
    says: /^bootbank: LIMIT: .*limit "totalBytes"/,
    landed: [],
    raised: ['totalBytes=100M'],
  },
  {
    name: 'nothing but bad names',
    prepare: extracting(() => tgz([file('../a', '1'), file('/b', '2')])),
    exit: 2,
    says: /bootbank: UNSAFE_PATH: \.\.\/a is not extracted/,
    landed: [],
  },
]

export const extractionAttacks: readonly Attack[] = [...refusals, ...hidden, ...kinds, ...collisions, ...places]
