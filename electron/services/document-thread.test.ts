import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Events } from '../../shared/contract/contract'
import type { DocumentStatus } from '../../shared/model/document'
import type { ErrorData } from '../../shared/model/errors'
import { file, hostFiles, plainState, tgzOfMany } from '../../testing/archives/small-backups'
import { DocumentThread, usualHeap } from './document-thread'
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
  onTestFinished(() => thread.end())
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
      expand: ['f', '0'],
      card: { hostname: 'esx01.example', shape: 'state' },
      problem: null,
      status: { revision: 0, changes: 0, dirty: false },
    })
    const rows = await thread.call('d', 'tree.children', { node: '0:etc' }, null)
    expect(rows.map(row => row.name)).toEqual(['ssh', 'vmware', 'hosts', 'random-seed', 'shadow'])
  })

  it('opens by path and tells its progress', async () => {
    const path = join(folder, 'state.tgz')
    writeFileSync(path, plainState())
    const { thread, heard } = start()
    await thread.open('op', { document: 'd', name: 'state.tgz', source: { path } })
    expect(heard.progress[0]).toMatchObject({ operation: 'op', phase: 'Reading state.tgz' })
  })

  it('tells a status, and answers, only once the step that they are about is kept', async () => {
    const order: string[] = []
    const thread = new DocumentThread({
      url: sourceWorkerUrl,
      onProgress: () => undefined,
      onStatus: ({ revision }) => order.push(`status ${revision}`),
      onDeath: () => undefined,
      async onStep(_document, _digest, { done }) {
        order.push('to keep')
        await new Promise(resolve => setTimeout(resolve, 50))
        order.push(`kept ${done.length}`)
      },
    })
    onTestFinished(() => thread.end())
    await openState(thread)
    await thread.call('d', 'edit.confSet', { key: '/a/b', value: 'x' }, null)
    order.push('answered')
    expect(order.map(one => one.split(' ')[0])).toEqual(['to', 'kept', 'status', 'answered'])
  })

  it('tells the status before the answer of the command that moved it', async () => {
    const { thread, heard } = start()
    await openState(thread)
    const status = await thread.call('d', 'edit.text', { node: '0/1', text: 'x\n', typing: 's' }, null)
    expect(heard.status).toEqual([status])
    expect(status).toMatchObject({ dirty: true, undo: 'Edit etc/hosts', changes: 1 })
    await thread.call('d', 'document.status', {}, null)
    expect(heard.status.length).toBe(1)
  })

  it('runs edits in the order they were sent', async () => {
    const { thread } = start()
    await openState(thread)
    const texts = Array.from({ length: 20 }, (_, at) => `${at}\n`)
    await Promise.all(
      texts.map((text, at) => thread.call('d', 'edit.text', { node: '0/1', text, typing: String(at) }, null)),
    )
    expect(await thread.call('d', 'node.view', { node: '0/1', choices: {} }, null)).toMatchObject({
      data: { text: '19\n' },
    })
  })

  it('answers refusals as refusals, with their place', async () => {
    const { thread } = start()
    const bytes = new TextEncoder().encode('not an archive')
    await expect(thread.open('o', { document: 'd', name: 'notes.txt', source: { bytes } })).rejects.toMatchObject({
      code: 'NOT_AN_ARCHIVE',
      where: { layer: 'notes.txt' },
    })
    await expect(thread.call('d', 'document.status', {}, null)).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
  })

  it('stops a running operation when it is cancelled', async () => {
    const { thread } = start()
    await openState(thread)
    await thread.call('d', 'edit.text', { node: '0/1', text: 'x'.repeat(8_000_000), typing: 's' }, null)
    const target = { kind: 'file', path: join(folder, 'cancelled.tgz') } as const
    const saving = thread.call('d', 'document.save', { target }, 'saving')
    thread.cancel('saving')
    await expect(saving).rejects.toMatchObject({ code: 'CANCELLED' })
    expect((await thread.call('d', 'document.status', {}, null)).dirty).toBe(true)
  })
})

describe('two documents in one thread', () => {
  const openOther = (thread: DocumentThread, operation = 'opening-too') =>
    thread.open(operation, {
      document: 'e',
      name: 'other.tgz',
      source: { bytes: plainState([...hostFiles, file('etc/motd', 'other\n')]) },
    })
  const addresses = async (thread: DocumentThread, document: string) =>
    (await thread.call(document, 'tree.children', { node: '0:etc' }, null)).map(row => row.name)

  it('are asked each by its name, and keep their edits apart', async () => {
    const { thread, heard } = start()
    const [first, second] = await Promise.all([openState(thread), openOther(thread)])
    expect([first.document, second.document]).toEqual(['d', 'e'])
    expect(await addresses(thread, 'd')).not.toContain('motd')
    expect(await addresses(thread, 'e')).toContain('motd')
    const status = await thread.call('e', 'edit.text', { node: '0/1', text: 'x\n', typing: 's' }, null)
    expect(heard.status).toEqual([status])
    expect(status).toMatchObject({ document: 'e', changes: 1 })
    expect(await thread.call('d', 'document.status', {}, null)).toMatchObject({ document: 'd', changes: 0 })
  })

  it('are closed one by one, and what waits for the closed one is rejected', async () => {
    const { thread, heard } = start()
    await openState(thread)
    await openOther(thread)
    const target = { kind: 'file', path: join(folder, 'never.tgz') } as const
    await thread.call('d', 'edit.text', { node: '0/1', text: 'x'.repeat(8_000_000), typing: 's' }, null)
    const saving = thread.call('d', 'document.save', { target }, 'saving')
    const closed = thread.close('d')
    await expect(saving).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
    await closed
    expect(readdirSync(folder).filter(name => name.includes('never'))).toEqual([])
    await expect(thread.call('d', 'document.status', {}, null)).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
    expect(await addresses(thread, 'e')).toContain('motd')
    await thread.close('e')
    await expect(thread.call('e', 'document.status', {}, null)).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
    expect(heard.deaths).toEqual([])
  })

  it('do not wait for the edits of each other', async () => {
    const { thread } = start()
    await openState(thread)
    await openOther(thread)
    await thread.call('d', 'edit.text', { node: '0/1', text: 'x'.repeat(8_000_000), typing: 's' }, null)
    let isSaved = false
    const target = { kind: 'file', path: join(folder, 'slow.tgz') } as const
    const saving = thread.call('d', 'document.save', { target }, 'saving').then(() => {
      isSaved = true
    })
    await thread.call('e', 'edit.text', { node: '0/1', text: 'quick\n', typing: 's' }, null)
    expect(isSaved).toBe(false)
    await saving
  })

  it('the second cannot be opened: the first stays', async () => {
    const { thread, heard } = start()
    await openState(thread)
    const bytes = new TextEncoder().encode('not an archive')
    await expect(thread.open('o', { document: 'e', name: 'notes.txt', source: { bytes } })).rejects.toMatchObject({
      code: 'NOT_AN_ARCHIVE',
    })
    expect((await thread.call('d', 'document.status', {}, null)).document).toBe('d')
    expect(heard.deaths).toEqual([])
  })

  it('opening the second is cancelled: the first stays, and nothing of the second', async () => {
    const { thread } = start()
    await openState(thread)
    const bytes = plainState([file('large', new Uint8Array(64 * 1024 * 1024))])
    const opening = thread.open('second', { document: 'e', name: 'large.tgz', source: { bytes } })
    thread.cancel('second')
    await expect(opening).rejects.toMatchObject({ code: 'CANCELLED' })
    await expect(thread.call('e', 'document.status', {}, null)).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
    expect((await thread.call('d', 'document.status', {}, null)).document).toBe('d')
  })

  it('the second is closed while it is opened: nothing of it is left', async () => {
    const { thread } = start()
    await openState(thread)
    const opening = openOther(thread)
    const closed = thread.close('e')
    await expect(opening).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
    await closed
    await expect(thread.call('e', 'document.status', {}, null)).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
    expect((await thread.call('d', 'document.status', {}, null)).document).toBe('d')
  })
})

describe('a command that streams', () => {
  const many = () => ({ document: 'd', name: 'many.tgz', source: { bytes: tgzOfMany(9_000) } })

  it('hands over everything before its answer, in order, and no faster than it is taken', async () => {
    const { thread } = start()
    await thread.open('o', many())
    const batches: (readonly unknown[])[] = []
    let [busy, most] = [0, 0]
    const result = await thread.call('d', 'tree.find', { text: 'file-' }, 'finding', async items => {
      batches.push(items)
      busy += 1
      most = Math.max(most, busy)
      await new Promise(resolve => setTimeout(resolve, 5))
      busy -= 1
    })
    expect(result).toEqual({ found: 9_000, complete: true })
    expect(batches.flat()).toHaveLength(9_000)
    expect(batches.flat()[0]).toMatchObject({ address: 'many/file-0' })
    expect(batches.flat().at(-1)).toMatchObject({ address: 'many/file-8999' })
    expect(batches.length).toBeGreaterThan(9)
    expect(most).toBeLessThanOrEqual(3)
  })

  it('ends with a cancel, even while the batches before are still being taken', async () => {
    const { thread } = start()
    await thread.open('o', many())
    let taken = 0
    const finding = thread.call('d', 'tree.find', { text: 'file-' }, 'finding', items => {
      taken += items.length
      thread.cancel('finding')
      return new Promise(() => undefined)
    })
    await expect(finding).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(taken).toBeLessThan(2_000)
    expect((await thread.call('d', 'document.status', {}, null)).document).toBe('d')
  })

  it('goes on where taking its results fails, and where nobody takes them', async () => {
    const { thread } = start()
    await thread.open('o', many())
    const broken = () => Promise.reject(new Error('a page that is gone'))
    expect(await thread.call('d', 'tree.find', { text: 'file-' }, 'a', broken)).toMatchObject({ found: 9_000 })
    expect(await thread.call('d', 'tree.find', { text: 'file-' }, 'b')).toMatchObject({ found: 9_000 })
  })
})

describe('a thread that fails', () => {
  it.each([
    ['ends', 'process.exit(3)'],
    ['throws', 'throw new Error("boom")'],
    ['rejects', 'void Promise.reject(new Error("boom"))'],
  ])('%s: everybody who waits is told, once, and so is whoever asks later', async (_how, code) => {
    const { thread, heard } = start(`parentPort.on('message', () => { ${code} })`)
    const waiting = await Promise.allSettled([openState(thread), thread.call('d', 'host.card', {}, null)])
    expect(waiting).toMatchObject([{ reason: { code: 'WORKER_DIED' } }, { reason: { code: 'WORKER_DIED' } }])
    await expect(thread.call('d', 'document.status', {}, null)).rejects.toMatchObject({ code: 'WORKER_DIED' })
    expect(heard.deaths).toEqual([expect.objectContaining({ code: 'WORKER_DIED' })])
    await thread.close('d')
  })

  it('runs out of memory: it dies alone', async () => {
    const { thread, heard } = start(
      `parentPort.on('message', () => { const all = []; for (;;) all.push(Array.from({ length: 1e6 }, (_, i) => ({ i }))) })`,
      32,
    )
    await expect(openState(thread)).rejects.toMatchObject({ code: 'WORKER_DIED', message: /memory/ })
    expect(heard.deaths.length).toBe(1)
  })

  it('has a cap that leaves room for three threads and the main one in what Electron shares between them', () => {
    const inElectron = usualHeap({ electron: '45.0.0' })
    expect(3 * inElectron).toBeLessThan(4096 - 512)
    expect(usualHeap({})).toBe(2 * inElectron)
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
    const closed = thread.end()
    await expect(opening).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
    await closed
    expect(heard.deaths).toEqual([])
  })
})
