// A second backup beside the document: opened from a granted file, compared as both are now, and let go.
import type { ChangeDiff } from '../../shared/model/change'
import type { ComparedFile, Comparison, ComparisonFormat, ComparisonStep } from '../../shared/model/comparison'
import { BootbankError } from '../../shared/model/errors'
import { compareBackups } from '../engine/diff/comparison'
import { exportedComparison } from '../engine/diff/exported'
import { Document } from '../engine/document/document'
import type { Entry } from '../engine/document/entry'
import { backupFacts } from '../engine/facts/backup-facts'
import { contentDiff } from './changes'
import { STATE } from '../engine/disks/banks/bank'
import { stateOfBank } from './banks'
import { comparedSource } from './compared-source'
import { ComparisonLog } from './comparison-log'
import type { CommandContext } from './session-commands'

/** The backup that a document is compared with, if any; or several, and two of them. */
export class Compare {
  /** Both that are compared, the earlier one first; worked out when asked for, since an edit may change the time of the document. */
  #pair: (() => readonly [before: Document, after: Document]) | null = null
  #log: ComparisonLog | null = null

  constructor(private readonly document: Document) {}

  /** Opens the file to compare with, in the place of one before. Rejects as opening it does. */
  async open(path: string, context: CommandContext): Promise<ComparedFile> {
    const source = await comparedSource(path, context)
    return this.with(await source.open(this.document, context))
  }

  /** Opens another boot bank of the disk at a path, in the same way. Rejects NO_BANK. */
  async openBank(path: string | undefined, bank: number, context: CommandContext): Promise<ComparedFile> {
    const found = path === undefined ? null : await stateOfBank(path, bank, context)
    if (!found) throw new BootbankError('NO_BANK', 'This backup is from no disk with another boot bank.')
    const other = await Document.open(found.state, {
      name: STATE,
      ...context,
      keys: this.document.keys,
      bank: found.source,
    })
    await other.openChain(context)
    return this.with(other)
  }

  /** What changed from each of several files to the next, the document among them. Rejects as opening one of them does. */
  async log(paths: readonly string[], context: CommandContext): Promise<readonly ComparisonStep[]> {
    const log = await ComparisonLog.of(this.document, paths, context)
    const steps = await log.steps(context)
    this.#log = log
    this.#pair = null
    return steps
  }

  /** Compares the two of a step. Rejects NO_COMPARISON. */
  async step(index: number, context: CommandContext): Promise<void> {
    const pair = await this.#log?.pairAt(index, context)
    if (!pair) throw nothingToCompare()
    this.#pair = () => pair
  }

  close(): void {
    this.#pair = null
    this.#log = null
  }

  /** What differs, with the document as it is now. Rejects NO_COMPARISON where nothing is opened to compare with. */
  async list(context: CommandContext): Promise<Comparison> {
    const [before, after] = this.pair()
    await this.document.openChain(context)
    const told = await compareBackups(before, after, context)
    return {
      ...told,
      before: { ...told.before, isOpened: before === this.document },
      after: { ...told.after, isOpened: after === this.document },
    }
  }

  /** The whole comparison as bytes to be saved. Rejects NO_COMPARISON, REPORT_TOO_LARGE. */
  async exported(format: ComparisonFormat, context: CommandContext): Promise<Uint8Array> {
    const [before, after] = this.pair()
    await this.document.openChain(context)
    const comparison = await compareBackups(before, after, context)
    return exportedComparison(format, comparison, before, after, context)
  }

  /** Both sides of one entry that differs. Rejects ADDRESS_NOT_FOUND for one that neither has. */
  async diff(address: string, from: string): Promise<ChangeDiff> {
    const [before, after] = this.pair()
    const [old, now] = [await entryAt(before, from), await entryAt(after, address)]
    if (!old && !now)
      throw new BootbankError('ADDRESS_NOT_FOUND', `Neither backup has ${address} any more.`, { path: address })
    return contentDiff(sideOf(before, old), sideOf(after, now))
  }

  private pair(): readonly [before: Document, after: Document] {
    if (this.#pair) return this.#pair()
    throw nothingToCompare()
  }

  /** The earlier one first; where a time is not known, the other one. */
  private with(other: Document): ComparedFile {
    this.#pair = () => {
      const [mine, its] = [backupFacts(this.document).savedAt, backupFacts(other).savedAt]
      return mine === null || its === null || its <= mine ? [other, this.document] : [this.document, other]
    }
    return fileOf(other)
  }
}

function nothingToCompare(): BootbankError {
  return new BootbankError('NO_COMPARISON', 'There is no backup to compare with. Choose one first.')
}

async function entryAt(document: Document, address: string): Promise<Entry | null> {
  try {
    return await document.resolve(address)
  } catch (error) {
    if (error instanceof BootbankError && error.code.startsWith('ADDRESS_')) return null
    throw error
  }
}

function sideOf(document: Document, entry: Entry | null) {
  return { document, entry, content: entry?.kind === 'file' && !entry.problem ? document.content(entry) : null }
}

function fileOf(document: Document): ComparedFile {
  const { name, bank } = document
  return {
    name: bank === null ? name : `${name} of ${bank.text}`,
    size: document.source.length,
    sha256: document.digest(),
  }
}
