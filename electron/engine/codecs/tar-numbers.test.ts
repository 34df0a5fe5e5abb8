// What a number field is, by four programs that read tar: in each row what GNU tar, bsdtar, CPython and the host's busybox make of
// the field, and what is read here. They are asked, not quoted: a release that reads otherwise fails the test.
import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { readContext } from '../../../testing/archives/read-context'
import { END, header } from '../../../testing/archives/tar-blocks'
import { bytesOf } from './bytes'
import { readTar } from './tar'

const octal = { mode: '644', uid: '7', size: '16', mtime: '777' } as const
const width = { mode: 8, uid: 8, size: 12, mtime: 12 } as const
type Field = keyof typeof octal
const fields = Object.keys(octal) as Field[]

const readers = ['here', 'GNU tar', 'bsdtar', 'CPython', 'busybox'] as const
type Reader = (typeof readers)[number]
/** Null for a program that finds no entry in the archive. */
type Readings = Readonly<Record<Reader, number | null>>

/** What stands before the digits, what that makes of the number, and who reads it otherwise. */
interface Form {
  readonly before: string
  readonly is: 'the number' | 'zero'
  readonly but?: Partial<Readonly<Record<Reader, 'the number' | 'refused'>>>
}
const forms: Readonly<Record<string, Form>> = {
  'leading zeros': { before: '000', is: 'the number' },
  'leading blanks': { before: '   ', is: 'the number' },
  'a leading tab': { before: '\t', is: 'the number', but: { bsdtar: 'refused' } },
  'a leading NUL': { before: '\0', is: 'zero', but: { 'GNU tar': 'the number' } },
  'two leading NULs': { before: '\0\0', is: 'zero' },
  'a NUL and a blank': { before: '\0 ', is: 'zero', but: { 'GNU tar': 'the number' } },
  'a blank and a NUL': { before: ' \0', is: 'zero', but: { bsdtar: 'refused' } },
}

describe.each(fields)('the %s field', field => {
  test.each(Object.entries(forms))('with %s', (_, { before, is, but }) => {
    const number = Number.parseInt(octal[field], 8)
    const ours = is === 'zero' ? 0 : number
    const expected = readers.map(reader => {
      const other = but?.[reader]
      return [reader, other === undefined ? ours : other === 'refused' ? null : number]
    })
    expect(readingsOf(fieldArchive(field, before), field)).toEqual(Object.fromEntries(expected))
  })
})

test.each<readonly [string, string, readonly Reader[]]>([
  ['a leading NUL', '\0', ['GNU tar']],
  ['two leading NULs', '\0\0', []],
  ['leading blanks', '  ', readers],
])('a checksum with %s is accepted by the programs named', (_, before, accepting) => {
  const readings = readingsOf(checksumArchive(before), 'mode')
  const expected = readers.map(reader => [reader, accepting.includes(reader) ? 0o644 : null])
  expect(readings).toEqual(Object.fromEntries(expected))
})

test('a size that begins with NULs leaves the data where the next header would be, and that is told', () => {
  const { entries, problem } = readTar(bytesOf(fieldArchive('size', '\0\0')), readContext())
  expect(entries.map(({ name, size }) => [name, size])).toEqual([['a', 0]])
  expect(problem).toMatchObject({ code: 'TAR_CHECKSUM', where: { offset: 512 } })
})

/** One file of 14 bytes with the field written so. */
function fieldArchive(field: Field, before: string): Buffer {
  const facts = { magic: 'gnu', name: 'a', owner: '', size: 14 } as const
  const text = (before + octal[field]).padEnd(width[field], '\0')
  return Buffer.concat([header({ ...facts, [field]: text }), Buffer.from('fourteen bytes'), Buffer.alloc(498), END])
}

function checksumArchive(before: string): Buffer {
  const checksum = ({ unsigned }: { readonly unsigned: number }) =>
    `${before}${unsigned.toString(8)}`.padEnd(8, '\0').slice(0, 8)
  return Buffer.concat([header({ magic: 'gnu', name: 'a', owner: '', checksum }), END])
}

/** The field of the first entry, by each program. */
function readingsOf(archive: Buffer, field: Field): Readings {
  const [first] = readTar(bytesOf(archive), readContext()).entries
  return {
    here: first ? first[field] : null,
    'GNU tar': listed(['tar', '--numeric-owner', '--full-time', '-tvf', '-'], archive, field),
    bsdtar: byMtree(archive, field),
    CPython: byPython(archive, field),
    busybox: listed(['busybox', 'tar', '-tvf', '-'], archive, field),
  }
}

/** Out of a line such as `-rw-r--r-- 7/0 14 1970-01-01 00:08:31 a`. */
function listed([program = '', ...args]: readonly string[], archive: Buffer, field: Field): number | null {
  const env = { ...process.env, TZ: 'UTC', LC_ALL: 'C' }
  const { stdout } = spawnSync(program, args, { input: archive, env, encoding: 'utf8' })
  const line = stdout.split('\n').find(one => one.endsWith(' a'))
  if (line === undefined) return null
  const [bits = '', owner = '', size, date, time] = line.split(/\s+/)
  const facts: Readonly<Record<Field, number>> = {
    mode: Number.parseInt([...bits.slice(1)].map(bit => (bit === '-' ? '0' : '1')).join(''), 2),
    uid: Number(owner.split('/')[0]),
    size: Number(size),
    mtime: Date.parse(`${date}T${time}Z`) / 1000,
  }
  return facts[field]
}

/** bsdtar gives times to the second only in its mtree format. */
function byMtree(archive: Buffer, field: Field): number | null {
  const options = ['--format', 'mtree', '--options', '!all,mode,uid,size,time']
  const { stdout } = spawnSync('bsdtar', ['-cf', '-', ...options, '@-'], { input: archive, encoding: 'utf8' })
  const found = new RegExp(`^\\./a .*\\b${field === 'mtime' ? 'time' : field}=([0-9]+)`, 'm').exec(stdout)?.[1]
  return found === undefined ? null : Number.parseInt(found, field === 'mode' ? 8 : 10)
}

/** All archives of this file at once: starting Python takes longest. */
let pythons: ReadonlyMap<string, Readonly<Record<Field, number>> | null> | null = null

function byPython(archive: Buffer, field: Field): number | null {
  pythons ??= askPython([
    ...fields.flatMap(one => Object.values(forms).map(({ before }) => fieldArchive(one, before))),
    ...['\0', '\0\0', '  '].map(checksumArchive),
  ])
  const facts = pythons.get(archive.toString('base64'))
  if (facts === undefined) throw new Error('Python was not asked about this archive')
  return facts?.[field] ?? null
}

function askPython(archives: readonly Buffer[]): ReadonlyMap<string, Readonly<Record<Field, number>> | null> {
  const script = `import base64, io, json, sys, tarfile
def facts(text):
  try: one = tarfile.open(fileobj=io.BytesIO(base64.b64decode(text))).next()
  except tarfile.ReadError: return None
  return {'mode': one.mode, 'uid': one.uid, 'size': one.size, 'mtime': one.mtime}
json.dump([facts(text) for text in json.load(sys.stdin)], sys.stdout)`
  const texts = archives.map(archive => archive.toString('base64'))
  const answers: Readonly<Record<Field, number>>[] = JSON.parse(
    execFileSync('python3', ['-c', script], { input: JSON.stringify(texts), encoding: 'utf8' }),
  )
  return new Map(texts.map((text, index) => [text, answers[index] ?? null]))
}
