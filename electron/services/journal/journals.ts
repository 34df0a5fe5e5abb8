// The journals of one user, in a folder of the data folder: one file for each document that has unsaved edits. A journal whose program has
// ended, or whose document's thread has died, is left over: it is offered again. What nobody asked for in thirty days goes.
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { toUint8Array } from '../../engine/codecs/bytes'
import { hasEnded } from '../../engine/restore/temporary'
import type { HistoryStep } from '../../session/journal-feed'
import { type JournalKey, journalKey, type SystemKeyStore } from './journal-key'
import { type JournalContent, type JournalSource, readJournal, sourceRecord, stepRecords } from './journal-records'
import { readRecords, RecordWriter } from './sealed-records'

/** Milliseconds after which a journal that is left over is removed. */
const oldest = 30 * 24 * 60 * 60 * 1000
/** Milliseconds after which a journal of another machine (a home folder on the network) counts as left over. */
const quietElsewhere = 60 * 60 * 1000
/** Bytes from which on a journal is rewritten without what it does not need any more, once it has doubled. */
const largest = 64 * 1024 * 1024

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
/** Machine, process, size of the file that was edited: so that most need not be read to know that they are about another file. */
const namePattern = /^([0-9a-f]{8})-(\d{1,10})-(\d{1,16})-[0-9a-f]{16}\.journal$/

/** A journal that is left over. */
export interface LeftOver extends JournalContent {
  /** Its file name. */
  readonly id: string
}

/** All journals of one user, of this and of earlier runs. */
export class Journals {
  readonly #folder: string
  readonly #inUse = new Set<string>()
  #key: Promise<JournalKey> | null = null

  constructor(
    private readonly dataDir: string,
    private readonly system: SystemKeyStore | null = null,
  ) {
    this.#folder = join(dataDir, 'journals')
  }

  /** Who keeps the key from others. Rejects with the system's error. */
  async keptBy(): Promise<JournalKey['keptBy']> {
    return (await this.#userKey()).keptBy
  }

  /** Begins a journal; nothing is on the disk before its first step. */
  begin(source: JournalSource): Journal {
    return new Journal(source, {
      create: async () => {
        mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
        const random = randomBytes(8).toString('hex')
        const id = `${machine}-${process.pid}-${source.size}-${random}.journal`
        this.#inUse.add(id)
        return { id, writer: await RecordWriter.create(join(this.#folder, id), (await this.#userKey()).bytes) }
      },
      read: id => this.#read(id),
      release: id => void this.#inUse.delete(id),
      remove: id => this.forget(id),
    })
  }

  /** What is left over with edits that were never written out, newest first. Never rejects: what cannot be read is not listed. */
  async leftOver(): Promise<readonly LeftOver[]> {
    const found: LeftOver[] = []
    for (const id of await this.#leftOverIds()) {
      const content = await this.#read(id)
      // One that was saved holds nothing that could be lost.
      if (content?.clean) await this.forget(id).catch(() => undefined)
      else if (content && content.recording.history.done.length > 0) found.push({ id, ...content })
    }
    const newestFirst = found.toSorted((a, b) => b.at.localeCompare(a.at))
    const newest = new Map(newestFirst.toReversed().map(one => [one.source.journal, one]))
    // A journal was being rewritten when its program ended: the older file is not needed.
    for (const one of newestFirst)
      if (newest.get(one.source.journal) !== one) await this.forget(one.id).catch(() => undefined)
    return newestFirst.filter(one => newest.get(one.source.journal) === one)
  }

  /** The newest that is left over of a file. `digest` gives its SHA-256 and is asked only where the size fits. Never rejects for a
   * journal that cannot be read; rejects as `digest` does. */
  async leftOverOf(size: number, digest: () => Promise<string>): Promise<LeftOver | null> {
    const ids = (await this.#leftOverIds()).filter(id => Number(namePattern.exec(id)?.[3]) === size)
    if (ids.length === 0) return null
    const sha256 = await digest()
    return (await this.leftOver()).find(({ source }) => source.size === size && source.sha256 === sha256) ?? null
  }

  /** One that is left over; null where it is not there any more. */
  async find(id: string): Promise<LeftOver | null> {
    return (await this.leftOver()).find(one => one.id === id) ?? null
  }

  /** Removes a journal. One that is gone is fine. Rejects with the system's error. */
  async forget(id: string): Promise<void> {
    if (namePattern.test(id)) await rm(join(this.#folder, id), { force: true })
  }

  async #leftOverIds(): Promise<readonly string[]> {
    const ids: string[] = []
    for (const id of await readdir(this.#folder).catch(() => [])) {
      const [, where, pid] = namePattern.exec(id) ?? []
      const facts = await stat(join(this.#folder, id)).catch(() => null)
      if (pid === undefined || facts === null || this.#inUse.has(id)) continue
      const age = Date.now() - facts.mtimeMs
      const isOurs = where === machine
      const isOwn = isOurs && Number(pid) === process.pid
      if (!isOwn && !(isOurs ? hasEnded(Number(pid), facts.mtimeMs) : age > quietElsewhere)) continue
      if (age > oldest) await this.forget(id).catch(() => undefined)
      else ids.push(id)
    }
    return ids
  }

  /** Null for a journal of which nothing can be read: there is nothing to offer. */
  async #read(id: string): Promise<JournalContent | null> {
    try {
      const read = await readRecords(join(this.#folder, id), (await this.#userKey()).bytes)
      return read && readJournal(read.records, read.torn > 0)
    } catch {
      return null
    }
  }

  #userKey(): Promise<JournalKey> {
    this.#key ??= journalKey(this.dataDir, this.system)
    // One that could not be kept now may be kept later.
    this.#key.catch(() => {
      this.#key = null
    })
    return this.#key
  }
}

interface Storage {
  readonly create: () => Promise<{ readonly id: string; readonly writer: RecordWriter }>
  readonly read: (id: string) => Promise<JournalContent | null>
  /** It is not written to any more, and stays. */
  readonly release: (id: string) => void
  readonly remove: (id: string) => Promise<void>
}

/** The journal of one open document. Its steps are written one after another. */
export class Journal {
  #file: { readonly id: string; readonly writer: RecordWriter } | null = null
  #last: Promise<void> = Promise.resolve()
  /** Bytes from which on it is rewritten. */
  #renewAt = largest
  #ended = false

  constructor(
    private readonly source: JournalSource,
    private readonly storage: Storage,
  ) {}

  /** Writes a step; resolves once the disk has it. Rejects with the system's error: that step is not kept, and none after it. */
  record(step: HistoryStep, at: Date = new Date()): Promise<void> {
    const written = this.#last.then(() => this.#write(step, at))
    // One that failed leaves a gap that no later step may follow.
    this.#last = written
    written.catch(() => undefined)
    return written
  }

  /** Ends it. `keep`: it is left over, to be offered again; else its edits are not needed any more, and it is removed. */
  async end(keep: boolean): Promise<void> {
    this.#ended = true
    await this.#last.catch(() => undefined)
    const file = this.#file
    this.#file = null
    if (file === null) return
    await file.writer.close().catch(() => undefined)
    if (!keep) await this.storage.remove(file.id).catch(() => undefined)
    this.storage.release(file.id)
  }

  async #write(step: HistoryStep, at: Date): Promise<void> {
    if (this.#ended) return
    if (this.#file === null) {
      this.#file = await this.storage.create()
      await this.#file.writer.append([sourceRecord(this.source)])
    }
    await this.#file.writer.append(stepRecords(step, at))
    if (this.#file.writer.length > this.#renewAt) await this.#renew()
  }

  /** Writes what still counts to a new file, which then takes the place of this one. */
  async #renew(): Promise<void> {
    const old = this.#file
    const content = old && (await this.storage.read(old.id))
    if (!old || !content) return
    const { history, blobs } = content.recording
    const named = new Set(
      [...history.done, ...history.undone].flatMap(({ slots }) =>
        slots.flatMap(({ before, after }) => [before?.content, after?.content]),
      ),
    )
    const renewed = await this.storage.create()
    await renewed.writer.append([
      sourceRecord(this.source),
      ...stepRecords(
        {
          keepDone: 0,
          done: history.done,
          keepUndone: 0,
          undone: history.undone,
          blobs: [...blobs]
            .filter(([id]) => named.has(id))
            .map(([id, bytes]) => ({ id, content: toUint8Array(bytes) })),
          clean: content.clean,
        },
        new Date(content.at),
      ),
    ])
    this.#file = renewed
    this.#renewAt = Math.max(largest, 2 * renewed.writer.length)
    await old.writer.close()
    await this.storage.remove(old.id)
    this.storage.release(old.id)
  }
}
