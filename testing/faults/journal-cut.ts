// The journal of edits cut off at every byte, as a power cut leaves it, and with every byte changed: what is offered is the state after the
// last step that is whole, never less, never anything else.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesOf, sha256Of } from '../../electron/engine/codecs/bytes'
import { Document } from '../../electron/engine/document/document'
import { blobsOf } from '../../electron/engine/document/edit'
import { parseHistory } from '../../electron/engine/document/recorded-history'
import type { Recording } from '../../electron/engine/document/replay'
import { Journals } from '../../electron/services/journal/journals'
import { JournalFeed } from '../../electron/session/journal-feed'
import { file, hostFiles, plainState } from '../archives/small-backups'
import { type Row, Tally } from './tally'
import type { World } from './world'

interface Written {
  readonly dataDir: string
  readonly path: string
  readonly bytes: Buffer
  /** What is offered from this length of the file on, as JSON; null where nothing is. */
  readonly states: readonly { readonly from: number; readonly history: string | null }[]
}

/** Cuts and changes at every byte of which `each` is a divisor. */
export async function cutJournal(world: World, each: number): Promise<readonly Row[]> {
  const written = await writeJournal(await world.fresh())
  const cut = new Tally('cut off at each byte', 'a journal')
  const changed = new Tally('changed at each byte', 'a journal')
  for (let at = 0; at < written.bytes.length; at += each) {
    await cut.add(`at ${at}`, () => offered(written, at, written.bytes.subarray(0, at)))
    const bytes = Buffer.from(written.bytes)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
    await changed.add(`at ${at}`, () => offered(written, at, bytes))
  }
  await writeFile(written.path, written.bytes)
  return [cut.row, changed.row]
}

/** Edits, undo and redo, each kept. */
async function writeJournal(dataDir: string): Promise<Written> {
  const source = bytesOf(plainState([...hostFiles, file('etc/motd', 'hello')]))
  const document = await Document.open(source, { name: 'state.tgz' })
  await document.openChain()
  const feed = new JournalFeed(document)
  const journal = new Journals(dataDir).begin({
    journal: 'one',
    name: 'state.tgz',
    path: '/state.tgz',
    size: source.length,
    sha256: document.digest(),
  })
  const motd = await document.resolve('local.tgz!/etc/motd')
  const put = (text: string, typing: string | null = null) => document.put(motd, bytesOf(Buffer.from(text)), { typing })
  const steps: readonly (() => unknown)[] = [
    () => put('one'),
    () => put('o', 'typed'),
    () => put('on', 'typed'),
    () => document.undo(),
    () => document.redo(),
    () => document.add(motd.layer, 'etc/new', bytesOf(Buffer.from('new'.repeat(50)))),
    () => document.undo(),
    () => document.undo(),
    () => document.undo(),
    () => document.remove(motd),
  ]
  const folder = join(dataDir, 'journals')
  const states: { from: number; history: string | null }[] = []
  for (const step of steps) {
    step()
    const next = feed.next(true)
    if (next === null) throw new Error('an edit made no step')
    await journal.record(next)
    const { length } = await readFile(join(folder, (await readdir(folder))[0] ?? ''))
    states.push({ from: length, history: wordsOf(document.recorded()) })
  }
  await journal.end(true)
  const path = join(folder, (await readdir(folder))[0] ?? '')
  return { dataDir, path, bytes: await readFile(path), states }
}

/** Everything that a recording says: its edits and the contents that they name; null where nothing is done. */
function wordsOf({ history, blobs }: Recording): string | null {
  if (history.done.length === 0) return null
  const named = [...history.done, ...history.undone].flatMap(blobsOf).map(({ blob }) => blob)
  const contents = [...new Set(named)].map(id => sha256Of(blobs.get(id) ?? bytesOf()))
  return JSON.stringify([parseHistory(JSON.stringify(history)), contents])
}

/** What the next run makes of the file; `whole` is the number of its bytes that are as they were. */
async function offered({ dataDir, path, states }: Written, whole: number, bytes: Uint8Array): Promise<string> {
  await writeFile(path, bytes)
  const [found, ...others] = await new Journals(dataDir).leftOver()
  if (others.length > 0) throw new Error('more than one is offered')
  const expected = states.findLast(({ from }) => from <= whole)?.history ?? null
  const history = found ? wordsOf(found.recording) : null
  if (history !== expected) throw new Error(`offered ${history}, kept ${expected}`)
  return history === null ? 'nothing was kept, nothing is offered' : 'the last state that was kept whole'
}
