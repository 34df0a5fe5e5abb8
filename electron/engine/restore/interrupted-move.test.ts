// A run that was killed while it moved its files into a folder that was there: what the next run makes of it.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bytesOf } from '../codecs/bytes'
import { writeFolderSafely } from './write-folder'

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 6)
const deadPid = () => Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const older = { 'state.tgz': 'older state', 'changes.diff': 'older changes', 'RESTORE.md': 'older steps' }
const sums = Object.entries(older)
  .map(([name, text]) => `${sha256(text)}  ${name}\n`)
  .join('')

let top = ''
let folder = ''
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'interrupted-move-'))
  folder = join(top, 'bundle')
  mkdirSync(folder)
})
afterEach(() => rmSync(top, { recursive: true, force: true }))

/** The files that were moved already are in the folder, the others still in the temporary one. */
function interrupted(moved: readonly string[], pid = deadPid()): void {
  const temporary = join(folder, `.bundle.bootbank-${machine}-${pid}-0123456789ab.tmp`)
  mkdirSync(temporary)
  for (const [name, text] of Object.entries({ ...older, SHA256SUMS: sums })) {
    writeFileSync(join(moved.includes(name) ? folder : temporary, name), text)
  }
}

const build = () =>
  writeFolderSafely(folder, [{ name: 'state.tgz', content: bytesOf(Buffer.from('new state')) }], {
    check: async () => null,
  })

describe('a bundle of which some files were moved when the run was killed', () => {
  it.each([1, 2, 3])('is taken back by the next run, which puts its own there: %i of four', async count => {
    interrupted(Object.keys(older).slice(0, count))
    await build()
    expect(readdirSync(folder)).toEqual(['state.tgz'])
    expect(readFileSync(join(folder, 'state.tgz'), 'utf8')).toBe('new state')
  })

  it('is left alone where all were moved', async () => {
    interrupted([...Object.keys(older), 'SHA256SUMS'])
    await expect(build()).rejects.toMatchObject({ code: 'TARGET_EXISTS' })
    expect(readdirSync(folder).sort()).toEqual(['RESTORE.md', 'SHA256SUMS', 'changes.diff', 'state.tgz'])
  })

  it('is left alone while its run lives', async () => {
    interrupted(['state.tgz'], process.ppid)
    await expect(build()).rejects.toMatchObject({ code: 'TARGET_EXISTS' })
    expect(readFileSync(join(folder, 'state.tgz'), 'utf8')).toBe('older state')
  })

  it('keeps what is not proven to be of it: changed, a link, a name outside', async () => {
    interrupted(['state.tgz'])
    writeFileSync(join(folder, 'state.tgz'), 'somebody has changed it')
    writeFileSync(join(top, 'outside'), older['RESTORE.md'])
    symlinkSync(join(top, 'outside'), join(folder, 'RESTORE.md'))
    const [temporary] = readdirSync(folder).filter(name => name.startsWith('.bundle'))
    writeFileSync(join(folder, temporary ?? '', 'SHA256SUMS'), `${sums}${sha256(older['RESTORE.md'])}  ../outside\n`)
    await expect(build()).rejects.toMatchObject({ code: 'TARGET_EXISTS' })
    expect(readFileSync(join(folder, 'state.tgz'), 'utf8')).toBe('somebody has changed it')
    expect(readFileSync(join(top, 'outside'), 'utf8')).toBe(older['RESTORE.md'])
    expect(readdirSync(folder).sort()).toEqual(['RESTORE.md', 'state.tgz'])
  })
})
