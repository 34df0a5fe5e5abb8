// What runs in one thread: an AbortController each, progress that does not flood the window, partial results in batches.
import type { OperationId } from '../../shared/model/operation'
import type { DocumentId } from '../../shared/model/document'
import { Batches } from './batches'
import type { FromThread } from './protocol'
import type { CommandContext, StreamContext } from './session-commands'

/** Milliseconds between two progress messages of one phase. */
const pause = 50

/** Whose work it is. */
export interface Asked {
  /** Names the answer, and the partial results before it. */
  readonly request: number
  readonly document: DocumentId
  /** Without one it has no progress and cannot be cancelled by name. */
  readonly operation: OperationId | null
}

interface Running extends Asked {
  readonly controller: AbortController
  readonly batches: Batches
  /** Fulfilled when it has ended, however it ended. */
  readonly ended: Promise<void>
}

/** The operations of one thread. */
export class Operations {
  private readonly running = new Map<number, Running>()

  constructor(private readonly send: (message: FromThread) => void) {}

  /** Does some work. What it gives as partial results is sent before this resolves; what it could not send is dropped if it fails. */
  async run<T>(asked: Asked, work: (context: StreamContext<unknown>) => T | Promise<T>): Promise<T> {
    const { request, operation } = asked
    const controller = new AbortController()
    const { signal } = controller
    const batches = new Batches(items => this.send({ kind: 'items', request, items }), signal)
    let end = () => {}
    const ended = new Promise<void>(resolve => {
      end = resolve
    })
    this.running.set(request, { ...asked, controller, batches, ended })
    try {
      const onProgress = operation === null ? () => undefined : this.throttled(operation)
      const result = await work({ signal, onProgress, give: item => batches.give(item) })
      batches.end()
      return result
    } finally {
      batches.drop()
      this.running.delete(request)
      end()
    }
  }

  /** Cancels an operation. One that has ended already is fine. */
  cancel(operation: OperationId): void {
    for (const one of this.running.values()) if (one.operation === operation) one.controller.abort()
  }

  /** Cancels whatever runs for a document, and waits for its end. */
  async endAll(document: DocumentId): Promise<void> {
    const all = [...this.running.values()].filter(one => one.document === document)
    for (const { controller } of all) controller.abort()
    await Promise.all(all.map(({ ended }) => ended))
  }

  /** A batch of a request has been taken. */
  taken(request: number): void {
    this.running.get(request)?.batches.taken()
  }

  private throttled(operation: OperationId): CommandContext['onProgress'] {
    let lastPhase = ''
    let lastTime = 0
    return (phase, done, total) => {
      const now = performance.now()
      if (phase === lastPhase && done !== total && now - lastTime < pause) return
      lastPhase = phase
      lastTime = now
      this.send({ kind: 'progress', progress: { operation, phase, done, total } })
    }
  }
}
