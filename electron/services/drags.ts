// Dragging entries out of the window: the system drags files, so copies are made first.
import type { RequestOf } from '../../shared/contract/contract'
import { BootbankError } from '../../shared/model/errors'
import type { OperationId } from '../../shared/model/operation'
import type { EntryCopies, EntryCopy } from './entry-copies'

/** Begins the system's drag with files, while the button of the mouse is down. */
export type StartDrag = (paths: readonly string[]) => void

/** The drags of one window, one at a time. */
export class Drags {
  /** The drag whose copies are being made. */
  #preparing: OperationId | null = null

  constructor(
    private readonly copies: EntryCopies,
    /** Null where the host cannot drag. */
    private readonly startDrag: StartDrag | null,
  ) {}

  /** Copies the entries and begins the drag. Rejects NOT_OFFERED, CANCELLED, and what copying rejects with; then no copy is left. */
  async start({ document, node, suggestedName, also = [], operation }: RequestOf<'drag.start'>): Promise<void> {
    const { startDrag } = this
    if (startDrag === null)
      throw new BootbankError('NOT_OFFERED', 'Bootbank in the browser leaves dragging to the page.')
    this.#preparing = operation
    const made: EntryCopy[] = []
    try {
      for (const one of [{ node, suggestedName }, ...also]) {
        made.push(await this.copies.make(document, [one.node], one.suggestedName, operation))
        // The button was released in the meantime: a drag that begins now would stick to the pointer.
        if (this.#preparing !== operation)
          throw new BootbankError('CANCELLED', 'The drag ended before the file was ready.')
      }
    } catch (error) {
      await Promise.all(made.map(copy => copy.remove()))
      throw error
    }
    this.#preparing = null
    startDrag(made.map(copy => copy.path))
  }

  /** The button was released. Another operation than that of a drag is fine. */
  cancel(operation: OperationId): void {
    if (this.#preparing === operation) this.#preparing = null
  }

  /** Nobody holds the button any more. */
  pageGone(): void {
    this.#preparing = null
  }
}
