import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { segmentFault } from '../engine/extract/disk-path'
import { safeFileName } from './file-name'
import { pageFiles } from './page/page-files'
import { RecentFiles, shortPlace } from './recent-files'
import { Tokens } from './tokens'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootbank-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('recent files', () => {
  it('are newest first, each once, ten at most', () => {
    const recent = new RecentFiles(folder)
    for (let at = 0; at < 12; at += 1) recent.add(join(folder, `${at}.tgz`), new Date(at * 1000))
    recent.add(join(folder, '5.tgz'), new Date(99_000))
    const list = recent.list()
    expect(list.map(file => file.name)).toEqual(
      ['5', '11', '10', '9', '8', '7', '6', '4', '3', '2'].map(at => `${at}.tgz`),
    )
    expect(list[0]?.openedAt).toBe('1970-01-01T00:01:39.000Z')
    expect(recent.pathOf(list[0]?.id ?? '')).toBe(join(folder, '5.tgz'))
  })

  it('added by one instance are read and kept by another', () => {
    const recent = new RecentFiles(folder)
    for (const name of ['a', 'b', 'c']) recent.add(join(folder, name))
    expect(
      new RecentFiles(folder)
        .list()
        .map(file => file.name)
        .sort(),
    ).toEqual(['a', 'b', 'c'])
  })

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['another shape', '[]'],
    ['another version', '{"version":2,"files":[]}'],
    ['a relative path', '{"version":1,"files":[{"path":"../x","openedAt":"2020-01-01T00:00:00.000Z"}]}'],
    ['a field too many', '{"version":1,"files":[],"x":1}'],
  ])('that hold %s count as none', (_what, text) => {
    writeFileSync(join(folder, 'recent-files.json'), text)
    const recent = new RecentFiles(folder)
    expect(recent.list()).toEqual([])
    recent.add('/a')
    expect(recent.list().length).toBe(1)
  })

  it('are written whole, for this user alone, and leave no temporary file', () => {
    const recent = new RecentFiles(join(folder, 'not', 'there', 'yet'))
    recent.add('/a')
    const file = join(folder, 'not', 'there', 'yet', 'recent-files.json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1 })
    expect(statSync(file).mode % 0o1000).toBe(0o600)
  })

  it('that cannot be written stop no file from opening', () => {
    writeFileSync(join(folder, 'blocked'), '')
    new RecentFiles(join(folder, 'blocked')).add('/a')
  })

  it('are told to whoever keeps the same list elsewhere, once they are written', () => {
    const told: string[] = []
    const listener = { added: (path: string) => void told.push(path), cleared: () => void told.push('cleared') }
    const recent = new RecentFiles(folder, listener)
    recent.add('/a')
    recent.clear()
    writeFileSync(join(folder, 'blocked'), '')
    new RecentFiles(join(folder, 'blocked'), listener).add('/b')
    expect(told).toEqual(['/a', 'cleared'])
    expect(recent.list()).toEqual([])
  })

  it('show the home folder as ~', () => {
    expect(shortPlace(join(homedir(), 'bench', 'state.tgz'))).toBe(join('~', 'bench'))
    expect(shortPlace(join(homedir(), 'state.tgz'))).toBe('~')
    expect(shortPlace(`${homedir()}-else/state.tgz`)).toBe(`${homedir()}-else`)
  })
})

describe('a file name', () => {
  it.each([
    ['state.tgz', 'state.tgz'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['evil\r\nname\u202egzt.exe', 'evil--name-gzt.exe'],
    ['...hidden', 'hidden'],
    ['trailing. . ', 'trailing'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['COM¹', '_COM¹'],
    ['conin$.log', '_conin$.log'],
    ['aux .txt', '_aux .txt'],
    ['console', 'console'],
    ['...', 'fallback'],
    ['', 'fallback'],
    [`${'x'.repeat(199)}. y`, 'x'.repeat(199)],
    ['größe.tgz', 'größe.tgz'],
  ])('%j becomes %j', (text, name) => {
    expect(safeFileName(text, 'fallback')).toBe(name)
  })

  it('is one that extraction would accept, whatever it came from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', 'con', 'LPT²', '..', 'a/'), (text, before) => {
        expect(segmentFault(safeFileName(before + text, 'fallback'))).toBeNull()
      }),
    )
  })

  it('stays short enough for every file system, in whole characters', () => {
    const name = safeFileName('😀'.repeat(500), 'x')
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
    expect(name).toMatch(/^(😀)+$/u)
  })
})

describe('tokens', () => {
  it('are long, random and good until revoked', () => {
    const tokens = new Tokens<string>('file')
    const [one, two] = [tokens.issue('a'), tokens.issue('b')]
    expect(one).toMatch(/^[\w-]{22}$/)
    expect(one).not.toBe(two)
    expect(tokens.find(one)).toBe('a')
    tokens.revoke(one)
    expect(() => tokens.find(one)).toThrow(/file is used up/)
    expect(tokens.get(two)).toBe('b')
  })
})

describe('the files of the page', () => {
  it('are those that were there at the start, under their own names', async () => {
    mkdirSync(join(folder, 'page', 'assets'), { recursive: true })
    writeFileSync(join(folder, 'page', 'index.html'), '__CSP_NONCE__ __CSP_NONCE__')
    writeFileSync(join(folder, 'page', 'assets', 'a.js'), 'code')
    const page = pageFiles(join(folder, 'page'))
    writeFileSync(join(folder, 'page', 'later.js'), 'late')
    expect(page.complete).toBe(true)
    expect(Buffer.from((await page.find('/', 'N'))?.bytes ?? []).toString()).toBe('N N')
    expect((await page.find('/assets/a.js', 'N'))?.type).toBe('text/javascript; charset=utf-8')
    for (const path of ['/later.js', '/assets', '/../page/index.html', 'index.html', '/assets/../index.html']) {
      expect(await page.find(path, 'N')).toBeNull()
    }
  })

  it('are incomplete where nothing was built', () => {
    expect(pageFiles(join(folder, 'missing')).complete).toBe(false)
  })
})
