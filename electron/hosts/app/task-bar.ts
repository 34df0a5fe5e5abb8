// Progress of a window's operations on its button of the task bar (the dock on macOS).
import type { BrowserWindow } from 'electron'
import type { Events } from '../../../shared/contract/contract'
import type { OperationId } from '../../../shared/model/operation'

/** Electron's value for no bar. */
const none = -1
/** Electron's value for a bar that only moves. */
const unknown = 2

/** The button of one window. */
export class TaskBar {
  /** Operation -> fraction done; null while the total is not known. */
  private readonly running = new Map<OperationId, number | null>()

  constructor(private readonly window: Pick<BrowserWindow, 'isDestroyed' | 'setProgressBar'>) {}

  /** An operation moved on. */
  move({ operation, done, total }: Events['progress']): void {
    this.running.set(operation, total === null || total === 0 ? null : Math.min(1, done / total))
    this.show()
  }

  /** An operation ended, well or not. */
  end(operation: OperationId): void {
    if (this.running.delete(operation)) this.show()
  }

  /** Of several operations, the one with the least progress. */
  private show(): void {
    if (this.window.isDestroyed()) return
    const fractions = [...this.running.values()]
    const known = fractions.filter(fraction => fraction !== null)
    if (fractions.length === 0) this.window.setProgressBar(none)
    else this.window.setProgressBar(known.length < fractions.length ? unknown : Math.min(...known))
  }
}
