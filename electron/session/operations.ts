// The running operations of one thread: an AbortController each, and progress that does not flood the window.
import type { Events, OperationId } from '../../shared/contract/contract'
import type { CommandContext } from './session-commands'

/** Milliseconds between two progress messages of one phase. */
const pause = 50

export class Operations {
  private readonly running = new Map<OperationId, AbortController>()

  constructor(private readonly send: (progress: Events['progress']) => void) {}

  /** Runs `work` under the operation's name; without a name it can be neither watched nor cancelled. */
  async run<T>(operation: OperationId | null, work: (context: CommandContext) => T | Promise<T>): Promise<T> {
    const controller = new AbortController()
    if (operation === null) return work({ signal: controller.signal, onProgress: () => undefined })
    this.running.set(operation, controller)
    try {
      return await work({ signal: controller.signal, onProgress: this.throttled(operation) })
    } finally {
      this.running.delete(operation)
    }
  }

  /** Fires the operation's signal; one that has ended already is none of our business. */
  cancel(operation: OperationId): void {
    this.running.get(operation)?.abort()
  }

  private throttled(operation: OperationId): CommandContext['onProgress'] {
    let lastPhase = ''
    let lastTime = 0
    return (phase, done, total) => {
      const now = performance.now()
      if (phase === lastPhase && done !== total && now - lastTime < pause) return
      lastPhase = phase
      lastTime = now
      this.send({ operation, phase, done, total })
    }
  }
}
