import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Events } from '../../shared/contract/contract'
import type { DocumentStatus } from '../../shared/model/document'
import type { ErrorData } from '../../shared/model/errors'
import { plainState } from '../../testing/archives/small-backups'
import { DocumentThread } from './document-thread'
import { sourceWorkerUrl } from '../../testing/session/source-worker'

const folder = mkdtempSync(join(tmpdir(), 'bootbank-worker-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A thread whose code is given, or the real one, with all that it says. */
function start(code?: string, heap?: number) {
  const heard = { progress: [] as Events['progress'][], status: [] as DocumentStatus[], deaths: [] as ErrorData[] }
  const script = join(folder, `${Math.random()}.mjs`)
  if (code !== undefined) writeFileSync(script, `import { parentPort } from 'node:worker_threads'\n${code}`)
  const thread = new DocumentThread({
    url: code === undefined ? sourceWorkerUrl : pathToFileURL(script),
    ...(heap === undefined ? {} : { heap }),
    onProgress: one => heard.progress.push(one),
    onStatus: one => heard.status.push(one),
    onDeath: one => heard.deaths.push(one),
  })
  onTestFinished(() => thread.close())
  return { thread, heard }
}

function openState(thread: DocumentThread) {
  return thread.open('opening', { document: 'd', name: 'state.tgz', source: { bytes: plainState() } })
}

describe('the thread of a document', () => {
  it('opens a backup and answers its commands', async () => {
    const { thread } = start()
    const opened = await openState(thread)
    expect(opened).toMatchObject({
      document: 'd',
      root: { id: 'f', name: 'state.tgz' },
      expand: ['f', 'a0:0'],
      card: { hostname: 'esx01.example', shape: 'state' },
      problem: null,
      status: { revision: 0, changes: 0, dirty: false },
    })
    const rows = await thread.call('tree.children', { node: 'a1/etc' }, null)
    expect(rows.map(row => row.name)).toEqual(['ssh', 'vmware', 'hosts', 'random-seed', 'shadow'])
  })

  it('opens by path and tells its progress', async () => {
    const path = join(folder, 'state.tgz')
    writeFileSync(path, plainState())
    const { thread, heard } = start()
    await thread.open('op', { document: 'd', name: 'state.tgz', source: { path } })
    expect(heard.progress[0]).toMatchObject({ operation: 'op', phase: 'Reading state.tgz' })
  })

  it('tells the status before the answer of the command that moved it', async () => {
    const { thread, heard } = start()
    await openState(thread)
    const status = await thread.call('edit.text', { node: 'a1:1', text: 'x\n', typing: 's' }, null)
    expect(heard.status).toEqual([status])
    expect(status).toMatchObject({ dirty: true, undo: 'Edit etc/hosts', changes: 1 })
    await thread.call('document.status', {}, null)
    expect(heard.status.length).toBe(1)
  })

  it('runs edits in the order they were sent', async () => {
    const { thread } = start()
    await openState(thread)
    const texts = Array.from({ length: 20 }, (_, at) => `${at}\n`)
    await Promise.all(
      texts.map((text, at) => thread.call('edit.text', { node: 'a1:1', text, typing: String(at) }, null)),
    )
    expect(await thread.call('node.preview', { node: 'a1:1' }, null)).toMatchObject({ text: '19\n' })
  })

  it('answers refusals as refusals, with their place', async () => {
    const { thread } = start()
    const bytes = new TextEncoder().encode('not an archive')
    await expect(thread.open('o', { document: 'd', name: 'notes.txt', source: { bytes } })).rejects.toMatchObject({
      code: 'NOT_AN_ARCHIVE',
      where: { layer: 'notes.txt' },
    })
    await expect(thread.call('document.status', {}, null)).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
  })

  it('stops a running operation when it is cancelled', async () => {
    const { thread } = start()
    await openState(thread)
    await thread.call('edit.text', { node: 'a1:1', text: 'x'.repeat(8_000_000), typing: 's' }, null)
    const target = { kind: 'file', path: join(folder, 'cancelled.tgz') } as const
    const saving = thread.call('document.save', { target }, 'saving')
    thread.cancel('saving')
    await expect(saving).rejects.toMatchObject({ code: 'CANCELLED' })
    expect((await thread.call('document.status', {}, null)).dirty).toBe(true)
  })
})

describe('a thread that does not do well', () => {
  it.each([
    ['ends', 'process.exit(3)'],
    ['throws', 'throw new Error("boom")'],
    ['rejects', 'void Promise.reject(new Error("boom"))'],
  ])('%s: everybody who waits is told, once, and so is whoever asks later', async (_how, code) => {
    const { thread, heard } = start(`parentPort.on('message', () => { ${code} })`)
    const waiting = await Promise.allSettled([openState(thread), thread.call('host.card', {}, null)])
    expect(waiting).toMatchObject([{ reason: { code: 'WORKER_DIED' } }, { reason: { code: 'WORKER_DIED' } }])
    await expect(thread.call('document.status', {}, null)).rejects.toMatchObject({ code: 'WORKER_DIED' })
    expect(heard.deaths).toEqual([expect.objectContaining({ code: 'WORKER_DIED' })])
  })

  it('runs out of memory: it dies alone', async () => {
    const { thread, heard } = start(
      `parentPort.on('message', () => { const all = []; for (;;) all.push(Array.from({ length: 1e6 }, (_, i) => ({ i }))) })`,
      32,
    )
    await expect(openState(thread)).rejects.toMatchObject({ code: 'WORKER_DIED', message: /memory/ })
    expect(heard.deaths.length).toBe(1)
  })

  it('is not there at all: the same', async () => {
    const thread = new DocumentThread({
      url: pathToFileURL(join(folder, 'missing.js')),
      onProgress: () => undefined,
      onStatus: () => undefined,
      onDeath: () => undefined,
    })
    await expect(openState(thread)).rejects.toMatchObject({ code: 'WORKER_DIED' })
  })

  it('hangs while opening: a cancel ends it at once', async () => {
    const { thread, heard } = start(`parentPort.on('message', () => { for (;;); })`)
    const opening = openState(thread)
    setTimeout(() => thread.cancel('opening'), 200)
    await expect(opening).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(heard.deaths).toEqual([])
  })

  it('hangs: closing ends it and tells who waits', async () => {
    const { thread, heard } = start(`parentPort.on('message', () => { for (;;); })`)
    const opening = openState(thread)
    const closed = thread.close()
    await expect(opening).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
    await closed
    expect(heard.deaths).toEqual([])
  })
})
