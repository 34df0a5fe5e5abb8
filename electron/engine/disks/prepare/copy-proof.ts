// The proof of a copy: what was written is synced, then read back and compared with the disk and its ranges. It runs beside the writing, a batch
// at a time, so that the disk is at work from the beginning and little is left for the end. The trap: a copy that is almost right boots almost;
// so all that was written is compared, not only what changed, and the rest must be holes.
import { type FileHandle, open } from 'node:fs/promises'
import { throwIfCancelled } from '../../codecs/context'
import { type DiskOptions, differs, firstDifference } from '../../restore/disk-file'
import type { PatchedDisk } from './patched-disk'
import { BLOCK, between, bytesIn, extend, inParts, type Span } from './spans'

/** Bytes that are synced and compared at once: each sync waits for the disk to confirm, so that they must not be many. */
const BATCH = 128 * 1024 * 1024
/** Bytes that are read at once: enough to be worth handing to another thread. */
const PART = 1024 * 1024

export class CopyProof {
  readonly #written: Span[] = []
  #waiting: Span[] = []
  #compared = 0
  #batch: Promise<void> | null = null
  #failure: { readonly error: unknown } | null = null
  #isStopped = false
  readonly #expected = Buffer.allocUnsafeSlow(PART)
  readonly #found = Buffer.allocUnsafeSlow(PART)

  private constructor(
    private readonly source: PatchedDisk,
    private readonly target: FileHandle,
    private readonly back: FileHandle,
    private readonly label: string,
    private readonly options: DiskOptions,
  ) {}

  /** Of the copy at a path, which is being written through `target`. */
  static async of(source: PatchedDisk, target: FileHandle, path: string, label: string, options: DiskOptions) {
    return new CopyProof(source, target, await open(path, 'r'), label, options)
  }

  /** To be told of each span that was written, in order. Throws what the proof of an earlier one has found: see `finish`. */
  add(span: Span): void {
    this.#throwFailure()
    extend(this.#written, span)
    extend(this.#waiting, span)
    if (this.#batch || bytesIn(this.#waiting) < BATCH) return
    const spans = this.#waiting
    this.#waiting = []
    this.#batch = this.#prove(spans).catch((error: unknown) => {
      this.#failure = { error }
    })
  }

  /**
   * Syncs the whole copy, and compares what is left of it. Where the disk was zero nothing was written: if the file system has no blocks there,
   * it is not read. Throws VERIFY_FAILED with the first byte that is not as it should be, CANCELLED, or the system's error.
   */
  async finish(): Promise<void> {
    await this.#batch
    this.#throwFailure()
    throwIfCancelled(this.options.signal)
    await this.target.sync()
    const { size, blocks } = await this.back.stat()
    if (size !== this.source.length) throw differs(this.label, Math.min(size, this.source.length))
    const rest = hasHoles(this.#written, blocks) ? [] : between(this.#written, size)
    const total = bytesIn(this.#written) + bytesIn(rest)
    await this.#compare([...this.#waiting, ...rest], total)
  }

  /** Ends it wherever it is; nothing is read or written after that. */
  async close(): Promise<void> {
    this.#isStopped = true
    await this.#batch
    await this.back.close()
  }

  async #prove(spans: readonly Span[]): Promise<void> {
    await this.target.datasync()
    await this.#compare(spans, null)
    this.#batch = null
  }

  /** With a total it tells how far it is. */
  async #compare(spans: readonly Span[], total: number | null): Promise<void> {
    for (const part of spans.flatMap(span => inParts(span, PART))) {
      if (this.#isStopped) return
      throwIfCancelled(this.options.signal)
      const [wanted, read] = await both(this.source.readLater(part, this.#expected), this.#readBack(part))
      if (Buffer.compare(read, wanted) !== 0) throw differs(this.label, part.start + firstDifference(read, wanted))
      this.#compared += wanted.length
      if (total !== null) this.options.onProgress?.(`Reading back ${this.label}`, this.#compared, total)
    }
  }

  /** What the copy has there, as far as it goes. */
  async #readBack({ start, end }: Span): Promise<Buffer> {
    for (let done = 0; ; ) {
      const left = end - start - done
      const { bytesRead } = await this.back.read(this.#found, done, left, start + done)
      done += bytesRead
      if (bytesRead === 0 || bytesRead === left) return this.#found.subarray(0, done)
    }
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error
  }
}

/** Waits for both, also where one fails: until then nothing they use may be closed. Throws what the first of them threw. */
async function both<First, Second>(first: Promise<First>, second: Promise<Second>): Promise<readonly [First, Second]> {
  await Promise.allSettled([first, second])
  return [await first, await second]
}

/** Whether the file system has given the copy no more than what was written, except for its own tables. It counts in 512 bytes. */
function hasHoles(written: readonly Span[], blocks: number): boolean {
  return blocks * 512 <= bytesIn(written) + BLOCK + written.length * 32
}
