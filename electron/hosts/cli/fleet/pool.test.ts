// The processes that read: what becomes of a backup when its process dies, is killed or answers that it cannot write. The processes here are
// scripts of a few lines that do just that.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { BootbankError } from '../../../../shared/model/errors'
import type { FoundBackup } from './find-backups'
import { partPath, partsFolder } from './parts'
import { readAll } from './pool'

let folder: string
const seen: string[] = []
const backup = (path: string): FoundBackup => ({ path, size: 1, modified: 1, changed: 1 })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-pool-'))
  await mkdir(partsFolder(folder))
  seen.length = 0
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Reads these paths by a script that does as told for each. */
async function read(paths: readonly string[], act: string, signal = new AbortController().signal, jobs = 2) {
  const program = join(folder, 'program.mjs')
  await writeFile(
    program,
    `const done = state => process.send({ kind: 'done', state, memory: 1 })
process.on('message', ({ backup: { path } }) => { ${act} })
done('read')\n`,
  )
  await readAll(paths.map(backup), {
    out: folder,
    jobs,
    program,
    args: [],
    version: '1',
    signal,
    onDone: ({ path }, state) => seen.push(`${path} ${state}`),
  })
}

it('a process that ends or is killed costs one backup, and the others are read by another', async () => {
  await read(
    ['a', 'exit', 'b', 'kill', 'c'],
    `if (path === 'exit') process.exit(3); else if (path === 'kill') process.kill(process.pid, 'SIGKILL'); else done('read')`,
  )
  expect(seen.toSorted()).toEqual(['a read', 'b read', 'c read', 'exit unread', 'kill unread'])
  const part = (await readFile(partPath(folder, 'kill'), 'utf8')).split('\n')
  expect(JSON.parse(part[0] ?? '')).toMatchObject({ path: 'kill', state: 'unread' })
  expect(part[1]).toMatch(/^problems\t\{.*"code":"WORKER_DIED".*SIGKILL/)
})

it('what is not an answer is passed over', async () => {
  await read(['a'], `process.send({ kind: 'nonsense' }); process.send('x'); done('broken')`)
  expect(seen).toEqual(['a broken'])
})

it('a process that is full is replaced', async () => {
  await read(
    ['a', 'b'],
    `globalThis.told = (globalThis.told ?? 0) + 1; process.send({ kind: 'done', state: globalThis.told > 1 ? 'broken' : 'read', memory: 1e12 })`,
    undefined,
    1,
  )
  expect(seen).toEqual(['a read', 'b read'])
})

it('a part that cannot be written ends the run, and every process', async () => {
  const failing = read(
    ['a', 'b', 'c'],
    `if (path === 'b') process.send({ kind: 'failed', message: 'the disk is full' })`,
  )
  await expect(failing).rejects.toMatchObject({ code: 'WRITE_FAILED', message: 'the disk is full' })
  expect(seen).toEqual([])
})

it('no process that comes up is a refusal, not a row', async () => {
  const program = join(folder, 'none.mjs')
  await writeFile(program, 'process.exit(1)\n')
  const options = { out: folder, jobs: 1, program, args: [], version: '1', onDone: () => undefined }
  await expect(readAll([backup('a')], { ...options, signal: new AbortController().signal })).rejects.toThrow(
    BootbankError,
  )
})

it('a cancel ends processes that would never answer', async () => {
  const controller = new AbortController()
  const running = read(['a', 'b'], '', controller.signal)
  setTimeout(() => controller.abort(), 300)
  await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
})
