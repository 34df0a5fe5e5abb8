// Partial results on their way out of the thread: gathered into batches, so that a hundred thousand of them are not as many messages,
// and held back while the batches before are not taken yet. What waits is never more than a few batches.
import { throwIfCancelled } from '../engine/codecs/context'

/** Items of one batch. */
const mostItems = 500
/** Batches that may be on their way at a time. */
const mostUntaken = 2
/** Milliseconds between two batches; between two full ones less, which is still slow enough for a window that draws. */
const pause = 50
const fullPause = 10

/** The batches of one operation. */
export class Batches {
  private items: unknown[] = []
  private timer: NodeJS.Timeout | null = null
  private lastSent = Number.NEGATIVE_INFINITY
  private untaken = 0
  /** Those that wait for room. */
  private readonly waiting = new Set<() => void>()

  /** `send` is given one batch after another; `signal` ends them all. */
  constructor(
    private readonly send: (items: readonly unknown[]) => void,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.wake(), { once: true })
  }

  /** Hands over one item. Resolves once there is room for another; rejects CANCELLED once the operation is cancelled. */
  async give(item: unknown): Promise<void> {
    throwIfCancelled(this.signal)
    this.items.push(item)
    this.schedule()
    while (this.isFull && !this.signal.aborted) await new Promise<void>(resolve => this.waiting.add(resolve))
    throwIfCancelled(this.signal)
  }

  /** One batch has been taken. */
  taken(): void {
    this.untaken -= 1
    this.schedule()
  }

  /** Sends what is left. */
  end(): void {
    if (this.items.length > 0) this.flush()
  }

  /** Drops what was not sent. */
  drop(): void {
    this.items = []
    if (this.timer !== null) clearTimeout(this.timer)
  }

  private get isFull(): boolean {
    return this.items.length >= mostItems
  }

  private schedule(): void {
    if (this.items.length === 0 || this.untaken >= mostUntaken || (this.timer !== null && !this.isFull)) return
    if (this.timer !== null) clearTimeout(this.timer)
    const due = this.lastSent + (this.isFull ? fullPause : pause)
    this.timer = setTimeout(() => this.flush(), Math.max(0, due - performance.now()))
  }

  private flush(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    const { items } = this
    this.items = []
    this.lastSent = performance.now()
    this.untaken += 1
    this.send(items)
    this.wake()
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve()
    this.waiting.clear()
  }
}
