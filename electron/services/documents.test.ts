// Two documents in one thread, as the services open them to compare.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { EventName } from '../../shared/contract/contract'
import { file, hostFiles, plainState, tgzOfMany } from '../../testing/archives/small-backups'
import { sourceWorkerUrl } from '../../testing/session/source-worker'
import { DocumentThread } from './document-thread'
import { Documents } from './documents'

const folder = mkdtempSync(join(tmpdir(), 'bootbank-documents-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A backup on the disk, as the user granted it. */
function backup(name: string, content: Uint8Array = plainState([...hostFiles, file('etc/motd', name)])) {
  writeFileSync(join(folder, name), content)
  return { path: join(folder, name), name, remember: false }
}

function setUp(workerUrl: URL = sourceWorkerUrl) {
  const told: { event: EventName; payload: unknown }[] = []
  const documents = new Documents({
    workerUrl,
    journals: null,
    emit: (event, payload) => told.push({ event, payload }),
  })
  onTestFinished(() => documents.closeAll('forgotten'))
  return { documents, told }
}

it('a second file is opened beside the first, and both are asked', async () => {
  const { documents, told } = setUp()
  const first = await documents.open(backup('first.tgz'), 'a')
  const second = await documents.openBeside(first.document, backup('second.tgz'), 'b')
  for (const { document, name } of [first, second]) {
    const rows = await documents.call(document, 'tree.children', { node: '0:etc' })
    const motd = rows.find(row => row.name === 'motd')?.id ?? ''
    expect(await documents.call(document, 'node.view', { node: motd, choices: {} })).toMatchObject({
      data: { text: name },
    })
  }
  expect(documents.sources()).toEqual([join(folder, 'first.tgz'), join(folder, 'second.tgz')])
  await documents.call(second.document, 'edit.remove', { node: '0/1' })
  expect(documents.unsaved()).toEqual(['second.tgz'])
  expect(documents.statusOf(first.document)).toMatchObject({ changes: 0 })
  expect(told).toContainEqual({ event: 'document.changed', payload: documents.statusOf(second.document) })
})

it.each([
  ['first', 0],
  ['second', 1],
])('the %s is closed and the other one lives', async (_which, closed) => {
  const { documents, told } = setUp()
  const first = await documents.open(backup('first.tgz'), 'a')
  const second = await documents.openBeside(first.document, backup('second.tgz'), 'b')
  const both = [first.document, second.document]
  const [gone = '', left = ''] = closed === 0 ? both : both.toReversed()
  await documents.close(gone)
  await documents.close(gone)
  await expect(documents.call(gone, 'document.status', {})).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
  expect(await documents.call(left, 'document.status', {})).toMatchObject({ document: left })
  await expect(documents.openBeside(gone, backup('third.tgz'), 'c')).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
  expect(await documents.openBeside(left, backup('third.tgz'), 'c')).toMatchObject({ name: 'third.tgz' })
  await documents.closeAll('forgotten')
  expect(documents.sources()).toEqual([])
  expect(told.filter(({ event }) => event === 'document.failed')).toEqual([])
})

it('a second file that cannot be opened leaves nothing of it, and the first as it was', async () => {
  const { documents } = setUp()
  const first = await documents.open(backup('first.tgz'), 'a')
  const broken = backup('notes.txt', new TextEncoder().encode('text'))
  await expect(documents.openBeside(first.document, broken, 'b')).rejects.toMatchObject({ code: 'NOT_AN_ARCHIVE' })
  expect(documents.sources()).toEqual([join(folder, 'first.tgz')])
  expect(await documents.call(first.document, 'document.status', {})).toMatchObject({ document: first.document })
})

it('a cancel reaches the operation in whichever thread and document it runs, and nothing else', async () => {
  const { documents } = setUp()
  const many = backup('many.tgz', tgzOfMany(5_000))
  const first = await documents.open(backup('first.tgz'), 'a')
  const second = await documents.openBeside(first.document, many, 'b')
  const apart = await documents.open(many, 'c')
  for (const { document } of [second, apart]) {
    const operation = `finding in ${document}`
    const finding = documents.call(
      document,
      'tree.find',
      { text: 'file' },
      { operation, take: () => documents.cancel(operation) },
    )
    await expect(finding).rejects.toMatchObject({ code: 'CANCELLED' })
  }
  for (const { document } of [first, second, apart]) {
    expect(await documents.call(document, 'document.status', {})).toMatchObject({ document })
  }
})

it('a cancel that overtakes what it stops is not lost', async () => {
  const { documents } = setUp()
  documents.cancel('a')
  await expect(documents.open(backup('first.tgz'), 'a')).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(documents.sources()).toEqual([])
  const first = await documents.open(backup('first.tgz'), 'b')
  for (const operation of ['c', 'd']) documents.cancel(operation)
  await expect(documents.openBeside(first.document, backup('second.tgz'), 'c')).rejects.toMatchObject({
    code: 'CANCELLED',
  })
  await expect(documents.call(first.document, 'tree.find', { text: 'e' }, { operation: 'd' })).rejects.toMatchObject({
    code: 'CANCELLED',
  })
  expect(documents.sources()).toEqual([join(folder, 'first.tgz')])
})

it('a thread that dies is reported for each of its documents and for no other', async () => {
  const script = join(folder, 'dying.mjs')
  writeFileSync(
    script,
    `import { parentPort } from 'node:worker_threads'
     parentPort.on('message', ({ kind, request, open }) => {
       if (kind === 'call') process.exit(1)
       const status = { document: open?.document, revision: 1, changes: 1, dirty: true, undo: null, redo: null }
       parentPort.postMessage({ kind: 'outcome', request, outcome: { ok: true, value: { document: open?.document, status } } })
     })`,
  )
  const { documents, told } = setUp(pathToFileURL(script))
  const first = await documents.open(backup('first.tgz'), 'a')
  const second = await documents.openBeside(first.document, backup('second.tgz'), 'b')
  const apart = await documents.open(backup('apart.tgz'), 'c')
  const calls = [first, second].map(({ document }) => documents.call(document, 'host.card', {}))
  expect(await Promise.allSettled(calls)).toMatchObject([
    { reason: { code: 'WORKER_DIED' } },
    { reason: { code: 'WORKER_DIED' } },
  ])
  expect(told).toMatchObject([
    { event: 'document.failed', payload: { document: first.document, error: { code: 'WORKER_DIED' } } },
    { event: 'document.failed', payload: { document: second.document, error: { code: 'WORKER_DIED' } } },
  ])
  expect(documents.unsaved()).toEqual(['apart.tgz'])
  expect(documents.statusOf(apart.document)).not.toBeNull()
  for (const { document } of [first, second]) {
    await expect(documents.call(document, 'document.status', {})).rejects.toMatchObject({ code: 'WORKER_DIED' })
    await documents.close(document)
    await expect(documents.call(document, 'document.status', {})).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
  }
})

describe('the thread of the next file', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
  })

  /** Threads that tell whether they were started before there was a file. */
  function setUpTelling() {
    const telling = join(folder, 'telling.mjs')
    writeFileSync(
      telling,
      `import { parentPort } from 'node:worker_threads'
       let name = 'new'
       parentPort.on('message', ({ kind, request, open }) => {
         if (kind === 'prepare') name = 'prepared'
         else if (open.name === 'end.tgz') process.exit(1)
         else parentPort.postMessage({ kind: 'outcome', request, outcome: { ok: true, value: { document: open.document, name, status: {} } } })
       })`,
    )
    const started = vi.spyOn(DocumentThread.prototype, 'prepare')
    onTestFinished(() => started.mockRestore())
    const { documents } = setUp(pathToFileURL(telling))
    return { documents, started, openNext: (name = 'next.tgz') => documents.open(backup(name), name) }
  }

  it('is there a moment after the page came, and again after a file was opened', async () => {
    const { documents, started, openNext } = setUpTelling()
    documents.prepare()
    expect(await openNext()).toMatchObject({ name: 'new' })
    vi.advanceTimersByTime(1000)
    expect(await openNext()).toMatchObject({ name: 'prepared' })
    expect(await openNext()).toMatchObject({ name: 'new' })
    vi.advanceTimersByTime(1000)
    vi.advanceTimersByTime(1000)
    expect(started).toHaveBeenCalledTimes(2)
  })

  it('is left alone by a file that is not opened, and is not one that died meanwhile', async () => {
    const { documents, started, openNext } = setUpTelling()
    documents.prepare()
    vi.advanceTimersByTime(1000)
    await expect(openNext('end.tgz')).rejects.toMatchObject({ code: 'WORKER_DIED' })
    expect(await openNext()).toMatchObject({ name: 'new' })
    vi.advanceTimersByTime(1000)
    await started.mock.results[1]?.value.end()
    expect(await openNext()).toMatchObject({ name: 'new' })
  })

  it('ends when all is closed', async () => {
    const { documents, started, openNext } = setUpTelling()
    await openNext()
    await documents.closeAll('forgotten')
    vi.advanceTimersByTime(1000)
    expect(started).not.toHaveBeenCalled()
    documents.prepare()
    vi.advanceTimersByTime(1000)
    await documents.closeAll('forgotten')
    expect(started.mock.results[0]?.value.isAlive()).toBe(false)
  })
})
