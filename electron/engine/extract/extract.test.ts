// Invariant 6 as a property over hostile names, and what is left after a cancel. Each attack by its name: cli/attacks.test.ts.
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bytesOf } from '../codecs/bytes'
import { type NewMember, tarOf } from '../codecs/tar-write'
import { Document } from '../document/document'
import { collisionKey } from './disk-path'
import { extractEntries } from './extract'

let top: string

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'bootbank-extract-'))
})

afterEach(() => {
  rmSync(top, { recursive: true, force: true })
})

const member = (name: string, content = name, typeflag = '0', linkname = ''): NewMember => ({
  name,
  content: typeflag === '0' ? bytesOf(Buffer.from(content)) : bytesOf(),
  mode: 0o644,
  mtime: 1_600_000_000,
  typeflag,
  linkname,
})

async function extractAll(members: readonly NewMember[], options = {}) {
  const document = await Document.open(tarOf(members), { name: 'in.tar' })
  return extractEntries(document, document.root.entries(), join(top, 'out'), options)
}

/** Paths below a folder; folders end in a slash. */
function tree(folder: string, prefix = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(one =>
    one.isDirectory()
      ? [`${prefix}${one.name}/`, ...tree(join(folder, one.name), `${prefix}${one.name}/`)]
      : prefix + one.name,
  )
}

const nasty = fc.constantFrom(
  '..',
  '.',
  '',
  'a',
  'A',
  'b',
  'a.',
  'a ',
  'NUL',
  'com1.x',
  'C:',
  '\\',
  '..\\..',
  'é',
  'e\u0301',
  'ß',
  'SS',
  '\u202e',
  'x\u0000y',
  '#2',
  'a#2',
  '!',
  'a!',
)
const hostileName = fc.oneof(
  fc.array(nasty, { minLength: 1, maxLength: 5 }).map(parts => parts.join('/')),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const hostileMember = fc
  .tuple(hostileName, fc.constantFrom('0', '0', '0', '5', '2', '1', '3', '6', 'Z'), hostileName)
  .map(([name, typeflag, linkname]) => member(name, `content of ${name}`, typeflag, linkname.slice(0, 60)))

describe('extracting', () => {
  it('keeps every hostile name inside the folder, and accounts for every entry', async () => {
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.array(hostileMember, { minLength: 1, maxLength: 12 }), async members => {
        const below = join(top, `round-${round++}`)
        const document = await Document.open(tarOf(members), { name: 'in.tar' })
        const entries = document.root.entries()
        const { written, skipped } = await extractEntries(document, entries, join(below, 'deep', 'out'))
        const places = written.filter(({ path }) => path !== '').map(({ path }) => path)
        expect(new Set(places.map(collisionKey)).size).toBe(places.length)
        for (const { entry, path } of written) {
          const stats = lstatSync(join(below, 'deep', 'out', path))
          expect(stats.isSymbolicLink()).toBe(false)
          if (entry.kind === 'directory') expect(stats.isDirectory()).toBe(true)
          else expect(readFileSync(join(below, 'deep', 'out', path)).length).toBe(document.content(entry).length)
        }
        expect(tree(top).filter(path => path.startsWith(`round-${round - 1}/`) && !path.endsWith('/')).length).toBe(
          written.filter(({ entry }) => entry.kind !== 'directory').length,
        )
        const silent = entries.filter(entry => entry.kind === 'directory' && /^[./]*$/.test(entry.name)).length
        expect(written.length + skipped.length).toBeGreaterThanOrEqual(entries.length - silent)
      }),
      { numRuns: 150 },
    )
    expect(readdirSync(top).every(name => name.startsWith('round-'))).toBe(true)
  }, 60_000)

  it('takes back all that it made when it is cancelled half way', async () => {
    const controller = new AbortController()
    const onProgress = (_phase: string, done: number) => {
      if (done >= 2) controller.abort()
    }
    const members = ['a/b/1', 'a/b/2', 'a/c/3', 'd'].map(name => member(name, 'x'))
    await expect(extractAll(members, { signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect(readdirSync(top)).toEqual([])
  })

  it('leaves what was there before when it takes back', async () => {
    await extractAll([member('a/mine', 'mine')])
    const controller = new AbortController()
    const options = { signal: controller.signal, onProgress: () => controller.abort() }
    await expect(extractAll([member('a/new'), member('b/new')], options)).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(tree(top)).toEqual(['out/', 'out/a/', 'out/a/mine'])
  })

  it('writes nothing at all when an entry that was named is refused', async () => {
    const document = await Document.open(tarOf([member('good'), member('../bad')]), { name: 'in.tar' })
    const entries = document.root.entries()
    await expect(
      extractEntries(document, entries, join(top, 'out'), { named: new Set(entries) }),
    ).rejects.toMatchObject({ code: 'UNSAFE_PATH', where: { path: '../bad' } })
    expect(readdirSync(top)).toEqual([])
  })

  it('tells an existing target, and keeps it', async () => {
    await extractAll([member('a', 'first')])
    writeFileSync(join(top, 'out/b'), 'mine')
    const { written, skipped } = await extractAll([member('a', 'second'), member('b'), member('c')])
    expect(skipped.map(({ code }) => code)).toEqual(['TARGET_EXISTS', 'TARGET_EXISTS'])
    expect(written.map(({ path }) => path)).toEqual(['c'])
    expect(readFileSync(join(top, 'out/a'), 'utf8')).toBe('first')
  })

  it.each([
    ['Hosts', 'hOSTS', true],
    ['caf\u00e9', 'cafe\u0301', true],
    ['stra\u00dfe', 'STRASSE', true],
    ['\u212a', 'k', true],
    ['hosts', 'hosts2', false],
  ])('sees %j and %j as one name: %s', (a, b, same) => {
    expect(collisionKey(a) === collisionKey(b)).toBe(same)
  })
})
