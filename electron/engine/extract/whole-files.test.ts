// A file of an extraction has its name only once it is whole, and what a killed extraction left goes with the next.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bytesOf } from '../codecs/bytes'
import { tarOf } from '../codecs/tar-write'
import { Document } from '../document/document'
import { extractEntries } from './extract'

/** Called in place of the link, which then fails with the code: EPERM is a disk without hard links. */
let insteadOfLink: ((target: string) => string) | null = null
vi.mock('node:fs/promises', async original => {
  const real = await original<typeof import('node:fs/promises')>()
  return {
    ...real,
    async link(whole: string, target: string) {
      if (!insteadOfLink) return real.link(whole, target)
      throw Object.assign(new Error('injected'), { code: insteadOfLink(target) })
    },
  }
})

let top = ''
let out = ''
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'whole-files-'))
  out = join(top, 'out')
})
afterEach(() => {
  insteadOfLink = null
  rmSync(top, { recursive: true, force: true })
})

const names = ['a', 'b/c']
async function extract() {
  const members = names.map(name => ({
    name,
    content: bytesOf(Buffer.from(`content of ${name}`)),
    mode: 0o644,
    mtime: 1_600_000_000,
    typeflag: '0',
    linkname: '',
  }))
  const document = await Document.open(tarOf(members), { name: 'in.tar' })
  return extractEntries(document, document.root.entries(), out)
}
const files = () => names.map(name => readFileSync(join(out, name), 'utf8'))

describe('a file that is extracted', () => {
  it('gets its name where the disk has no hard links', async () => {
    insteadOfLink = () => 'EPERM'
    await extract()
    expect(files()).toEqual(['content of a', 'content of b/c'])
    expect(readdirSync(out).sort()).toEqual(['a', 'b'])
  })

  it.each([
    ['with hard links', 'EEXIST'],
    ['without', 'EPERM'],
  ])('replaces nothing that came into being meanwhile, on a disk %s', async (_disk, code) => {
    insteadOfLink = target => {
      writeFileSync(target, 'mine')
      return code
    }
    await expect(extract()).rejects.toMatchObject({ code: 'TARGET_EXISTS' })
    expect(readFileSync(join(out, 'a'), 'utf8')).toBe('mine')
    expect(readdirSync(out)).toEqual(['a'])
  })

  it('has one name, and its own time', async () => {
    await extract()
    expect(statSync(join(out, 'a')).nlink).toBe(1)
    expect(statSync(join(out, 'a')).mtimeMs).toBe(1_600_000_000_000)
  })
})

describe('what a killed extraction left', () => {
  it.each(['some', 'all'])('is removed by the next, also where %s files are there already', async there => {
    if (there === 'all') await extract()
    const pid = execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).trim()
    const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 6)
    const left = join(out, `.extraction.bootbank-${machine}-${pid}-0123456789ab.tmp`)
    mkdirSync(left, { recursive: true })
    writeFileSync(join(left, 'file'), 'half')
    await extract()
    expect(readdirSync(out).sort()).toEqual(['a', 'b'])
    expect(files()).toEqual(['content of a', 'content of b/c'])
  })
})
