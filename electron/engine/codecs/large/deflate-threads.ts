// Threads that deflate blocks side by side. A block that a thread could not do, because it died or its file is not there, is done
// here: threads are for speed, and the bytes are the same.
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { type DeflateOptions, deflateSync } from 'fflate'

/** More threads than this gain little, and each takes some megabytes. */
const MOST = 8

interface Thread {
  readonly worker: Worker
  /** Settles the block that it works on, with null when it could not. */
  settle: ((packed: Uint8Array | null) => void) | null
}

/** Close it, or the program does not end. */
export class DeflateThreads {
  readonly #threads: Thread[] = []
  readonly #waiting: (() => void)[] = []
  #isClosed = false

  private constructor() {}

  /** `count`: as many as the machine has processors, unless told. */
  static async start(count = availableParallelism()): Promise<DeflateThreads> {
    const threads = new DeflateThreads()
    const file = count > 0 ? threadFile() : null
    if (!file) return threads
    const { Worker } = await import('node:worker_threads')
    for (let index = 0; index < Math.min(count, MOST); index++) threads.#add(new Worker(file))
    return threads
  }

  /** Blocks that can be worked on at once; 1 where there are no threads. */
  get width(): number {
    return Math.max(1, this.#threads.length)
  }

  /** One finished deflate stream. The block is copied to the thread. */
  async deflate(block: Uint8Array, options: DeflateOptions): Promise<Uint8Array> {
    while (this.#threads.length > 0) {
      const idle = this.#threads.find(thread => thread.settle === null)
      const packed = idle ? await ask(idle, block, options) : null
      if (packed) return packed
      if (idle) break
      await new Promise<void>(resolve => this.#waiting.push(resolve))
    }
    // Nobody waits any more for what was begun before a cancel.
    return this.#isClosed ? new Uint8Array(0) : deflateSync(block, options)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const wake of this.#waiting.splice(0)) wake()
    await Promise.all(this.#threads.splice(0).map(({ worker }) => worker.terminate()))
  }

  #add(worker: Worker): void {
    const thread: Thread = { worker, settle: null }
    this.#threads.push(thread)
    const settle = (packed: Uint8Array | null) => {
      const { settle: done } = thread
      thread.settle = null
      done?.(packed)
      this.#waiting.shift()?.()
    }
    thread.worker.on('message', (packed: Uint8Array) => settle(packed))
    thread.worker.on('error', () => undefined)
    thread.worker.on('exit', () => {
      const at = this.#threads.indexOf(thread)
      if (at >= 0) this.#threads.splice(at, 1)
      settle(null)
    })
  }
}

function ask(thread: Thread, block: Uint8Array, options: DeflateOptions): Promise<Uint8Array | null> {
  return new Promise(resolve => {
    thread.settle = resolve
    thread.worker.postMessage({ block, options })
  })
}

/** Beside the built program, or among the sources; null where a single bundle was made of the command line. */
function threadFile(): URL | null {
  for (const name of ['./deflate-thread.js', '../deflate-thread.js', './deflate-thread.mjs']) {
    const url = new URL(name, import.meta.url)
    if (existsSync(fileURLToPath(url))) return url
  }
  return null
}
