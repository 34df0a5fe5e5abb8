// One run of one command: what it was told for all commands, what it prints, and how it is cancelled. What is printed is kept
// until the end, because with --json nothing may stand on stdout when the command fails.
import type { OnProgress } from '../../engine/codecs/context'
import type { Limits } from '../../engine/codecs/limits'
import { type KeyOptions, noKeys } from './key-options'

/** What FILE is opened with, where it does not open by itself. */
export interface OpeningOptions {
  /** Files with keys, for layers that are locked. */
  readonly keys: KeyOptions
  /** The boot bank of a disk that is meant, by number or label; null for the one that boots. */
  readonly bank: string | null
}

/** What one command prints, and the signal that cancels it. */
export class Run {
  readonly lines: string[] = []
  readonly notes: string[] = []

  constructor(
    readonly json: boolean,
    readonly limits: Limits,
    readonly signal: AbortSignal,
    readonly onProgress: OnProgress,
    readonly opening: OpeningOptions = { keys: noKeys, bank: null },
  ) {}

  /** What engine calls take. */
  get watch(): { readonly signal: AbortSignal; readonly onProgress: OnProgress } {
    return { signal: this.signal, onProgress: this.onProgress }
  }

  /** Lines for stdout. */
  print(lines: Iterable<string>): void {
    for (const line of lines) this.lines.push(line)
  }

  /** An object for stdout, on one line. */
  printJson(value: unknown): void {
    this.lines.push(JSON.stringify(value))
  }

  /** A remark for stderr that is not a failure. */
  note(text: string): void {
    this.notes.push(text)
  }
}
