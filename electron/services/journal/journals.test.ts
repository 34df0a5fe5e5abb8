// The journal of real documents: what the next run of the program finds, and that it is the same document then.
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import type { EventName } from '../../../shared/contract/contract'
import { file, hostFiles, plainState } from '../../../testing/archives/small-backups'
import { sourceWorkerUrl } from '../../../testing/session/source-worker'
import { Documents } from '../documents'
import { Journals, type LeftOver } from './journals'

const top = mkdtempSync(join(tmpdir(), 'bootbank-journals-'))
afterAll(() => rmSync(top, { recursive: true, force: true }))
let dataDir: string
let folders = 0
let path: string
beforeEach(() => {
  dataDir = join(top, String(folders++))
  path = join(top, `state-${folders}.tgz`)
  writeFileSync(path, plainState([...hostFiles, file('etc/motd', 'hello')]))
})

/** One run of the program. Another one on the same folder finds what this one left, as if it had been killed. */
function run(workerUrl = sourceWorkerUrl) {
  const told: { event: EventName; payload: unknown }[] = []
  const journals = new Journals(dataDir)
  const documents = new Documents({
    workerUrl,
    journals,
    emit: (event, payload) => told.push({ event, payload }),
  })
  onTestFinished(() => documents.closeAll('kept'))
  const open = async (from = path) => {
    const { document } = await documents.open({ path: from, name: 'state.tgz', remember: true }, `opening ${from}`)
    return document
  }
  const type = async (document: string, text: string, typing: string = text) => {
    const { node } = await documents.call(document, 'node.at', { address: 'local.tgz!/etc/motd' })
    return documents.call(document, 'edit.text', { node, text, typing })
  }
  const motd = async (document: string) => {
    const { node } = await documents.call(document, 'node.at', { address: 'local.tgz!/etc/motd' })
    return documents.call(document, 'node.view', { node, choices: {} })
  }
  return { told, journals, documents, open, type, motd }
}

const leftOver = async (journals: Journals): Promise<LeftOver> => {
  const [only, ...others] = await journals.leftOver()
  expect(others).toEqual([])
  if (!only) throw new Error('nothing is left over')
  return only
}
const files = () => (existsSync(join(dataDir, 'journals')) ? readdirSync(join(dataDir, 'journals')) : [])

it('the next run goes on with the edits, undo and redo included, and keeps what comes after them', async () => {
  const first = run()
  const one = await first.open()
  await first.type(one, 'first')
  await first.type(one, 'second')
  await first.type(one, 'third')
  await first.documents.call(one, 'edit.undo', {})

  const second = run()
  const found = await leftOver(second.journals)
  expect(found).toMatchObject({ source: { name: 'state.tgz', path, size: statSync(path).size }, torn: false })
  expect(found.recording.history.done).toHaveLength(2)
  const two = await second.open()
  expect(await second.documents.leftOver(two)).toMatchObject({ id: found.id })
  expect(await second.documents.resume(two, found)).toMatchObject({ changes: 1, dirty: true, redo: 'Edit etc/motd' })
  expect(await second.motd(two)).toMatchObject({ data: { text: 'second' } })
  expect(files()).not.toContain(found.id)
  await second.documents.call(two, 'edit.redo', {})
  expect(await second.motd(two)).toMatchObject({ data: { text: 'third' } })

  const third = run()
  const again = await leftOver(third.journals)
  const three = await third.open()
  await third.documents.resume(three, again)
  expect(await third.motd(three)).toMatchObject({ data: { text: 'third' } })
  await third.documents.call(three, 'edit.undo', {})
  await third.documents.call(three, 'edit.undo', {})
  expect(await third.documents.call(three, 'edit.undo', {})).toMatchObject({ changes: 0, dirty: false })
})

it('what was typed by and by is one step, as it was', async () => {
  const first = run()
  const one = await first.open()
  for (const text of ['a', 'ab', 'abc']) await first.type(one, text, 'motd')
  const { recording } = await leftOver(run().journals)
  expect(recording.history.done).toHaveLength(1)
  const second = run()
  const two = await second.open()
  await second.documents.resume(two, await leftOver(second.journals))
  expect(await second.motd(two)).toMatchObject({ data: { text: 'abc' } })
})

it('nothing is left over of what was saved, undone, or closed by its user', async () => {
  const saved = run()
  const one = await saved.open()
  await saved.type(one, 'saved')
  const target = { kind: 'file' as const, path: join(top, `saved-${folders}.tgz`) }
  await saved.documents.call(one, 'document.save', { target })
  const undone = run()
  const two = await undone.open()
  await undone.type(two, 'undone')
  await undone.documents.call(two, 'edit.undo', {})
  const closed = run()
  const three = await closed.open()
  await closed.type(three, 'closed')
  await closed.documents.close(three, 'forgotten')
  expect(await run().journals.leftOver()).toEqual([])
  expect(files()).toEqual([])
})

it('what was changed after a save is left over, with what was saved before it', async () => {
  const first = run()
  const one = await first.open()
  await first.type(one, 'saved')
  const target = { kind: 'file' as const, path: join(top, `saved-${folders}.tgz`) }
  await first.documents.call(one, 'document.save', { target })
  await first.type(one, 'not saved')
  expect((await leftOver(run().journals)).recording.history.done).toHaveLength(2)
})

it('a moved file is known by its bytes, and another one in its place gets nothing', async () => {
  const first = run()
  const one = await first.open()
  await first.type(one, 'edited')
  const moved = join(top, `moved-${folders}.tgz`)
  copyFileSync(path, moved)
  writeFileSync(path, plainState([...hostFiles, file('etc/motd', 'other')]))
  const second = run()
  const found = await leftOver(second.journals)
  const other = await second.open(path)
  expect(await second.documents.leftOver(other)).toBeNull()
  await expect(second.documents.resume(other, found)).rejects.toMatchObject({ code: 'EDIT_MISMATCH' })
  const same = await second.open(moved)
  expect(await second.documents.leftOver(same)).toMatchObject({ id: found.id })
})

it('an edit is answered only once the disk has it', async () => {
  const first = run()
  const one = await first.open()
  await first.type(one, 'edited')
  expect((await leftOver(run().journals)).recording.history.done).toHaveLength(1)
})

it('a thread that dies leaves its edits to the next opening, in the same run', async () => {
  const script = join(top, 'dying.mjs')
  const step = { keepDone: 0, keepUndone: 0, undone: [], blobs: [], clean: false }
  const done = [
    {
      label: 'Remove etc/motd',
      typing: null,
      slots: [{ at: '0/1', before: { name: null, mode: null, content: null }, after: null }],
    },
  ]
  writeFileSync(
    script,
    `import { parentPort } from 'node:worker_threads'
     parentPort.on('message', ({ kind, request, document, open }) => {
       const digest = '${'0'.repeat(64)}'
       if (kind === 'call') {
         parentPort.postMessage({ kind: 'step', document, digest, step: ${JSON.stringify({ ...step, done })} })
         parentPort.postMessage({ kind: 'outcome', request, outcome: { ok: true, value: null } })
       }
       if (kind === 'open') parentPort.postMessage({ kind: 'outcome', request, outcome: { ok: true, value: { document: open.document, size: 5, status: null } } })
       if (kind === 'digest') process.exit(1)
     })`,
  )
  const { journals, documents, open, told } = run(pathToFileURL(script))
  const document = await open()
  await documents.call(document, 'document.status', {})
  expect(await journals.leftOver()).toEqual([])
  await expect(documents.resume(document, { source: {} } as LeftOver)).rejects.toMatchObject({ code: 'WORKER_DIED' })
  expect(told.map(({ event }) => event)).toContain('document.failed')
  await expect.poll(async () => (await journals.leftOver()).length).toBe(1)
})

it('a document in use is not left over for its own program', async () => {
  const { journals, open, type } = run()
  await type(await open(), 'edited')
  expect(await journals.leftOver()).toEqual([])
})

it('a journal that cannot be written is told once, and editing goes on', async () => {
  const { told, documents, open, type } = run()
  writeFileSync(dataDir, 'a file where the folder should be')
  const document = await open()
  expect(await type(document, 'one')).toMatchObject({ changes: 1 })
  await type(document, 'two')
  const failed = told.filter(({ event }) => event === 'journal.failed')
  expect(failed).toEqual([
    { event: 'journal.failed', payload: { document, reason: expect.stringContaining('journal') } },
  ])
  expect(documents.unsaved()).toEqual(['state.tgz'])
})

it('an old journal goes, and one of a file that is damaged is offered as far as it can be read', async () => {
  const first = run()
  const one = await first.open()
  await first.type(one, 'first')
  await first.type(one, 'second')
  const [name = ''] = files()
  const journal = join(dataDir, 'journals', name)
  writeFileSync(journal, readFileSync(journal).subarray(0, -5))
  const torn = await leftOver(run().journals)
  expect(torn).toMatchObject({ torn: true })
  expect(torn.recording.history.done).toHaveLength(1)
  const long = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000)
  utimesSync(journal, long, long)
  expect(await run().journals.leftOver()).toEqual([])
  expect(files()).toEqual([])
})

it('the key is kept by the system where it keeps secrets, and a key that lay open is not used any more', async () => {
  const seal = vi.fn(async (text: string) => Buffer.from(text).reverse())
  const store = {
    isAvailable: async () => true,
    seal,
    unseal: async (sealed: Buffer) => Buffer.from(sealed).reverse().toString(),
  }
  expect(await new Journals(dataDir).keptBy()).toBe('file')
  const keyFile = join(dataDir, 'journal-key.json')
  if (process.platform !== 'win32') expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  expect(await new Journals(dataDir, store).keptBy()).toBe('system')
  expect(readFileSync(keyFile, 'utf8')).not.toContain(seal.mock.calls[0]?.[0] ?? 'nothing')
  expect(await new Journals(dataDir, store).keptBy()).toBe('system')
  expect(seal).toHaveBeenCalledOnce()
  expect(await new Journals(dataDir, { ...store, isAvailable: async () => false }).keptBy()).toBe('file')
})
