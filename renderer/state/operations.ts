// What is running and how far it is, by operation id. The `progress` event says how far; who started it says what it is.
import { create } from 'zustand'
import type { Events } from '../../shared/contract/contract'
import type { OperationId } from '../../shared/model/operation'
import { call } from '../bridge/call'

export interface Operation {
  readonly id: OperationId
  /** What the user asked for, such as `Saving state.tgz`. */
  readonly title: string
  /** What is being done just now. */
  readonly phase: string
  /** Bytes. */
  readonly done: number
  /** Bytes; null while unknown. */
  readonly total: number | null
  readonly cancelling: boolean
}

export const useOperations = create<{ readonly running: readonly Operation[] }>(() => ({ running: [] }))

/** Runs work under a new operation id, which is listed until the work has settled. */
export async function operate<T>(title: string, work: (id: OperationId) => Promise<T>): Promise<T> {
  const id = crypto.randomUUID()
  const begun: Operation = { id, title, phase: title, done: 0, total: null, cancelling: false }
  useOperations.setState(({ running }) => ({ running: [...running, begun] }))
  try {
    return await work(id)
  } finally {
    useOperations.setState(({ running }) => ({ running: running.filter(operation => operation.id !== id) }))
  }
}

/** Takes a progress event; one of an operation that is not listed is dropped. */
export function moveOperation({ operation, phase, done, total }: Events['progress']): void {
  patch(operation, { phase, done, total })
}

/** Asks the host to stop; the work then rejects with CANCELLED. */
export async function cancelOperation(id: OperationId): Promise<void> {
  patch(id, { cancelling: true })
  await call('operation.cancel', { operation: id })
}

/** Stops what was begun last and can still be stopped. */
export async function cancelLatest(): Promise<void> {
  const latest = useOperations.getState().running.findLast(({ cancelling }) => !cancelling)
  if (latest !== undefined) await cancelOperation(latest.id)
}

/** Whether the host was asked to stop an operation. */
export function isCancelled(id: OperationId): boolean {
  return useOperations.getState().running.some(operation => operation.id === id && operation.cancelling)
}

function patch(id: OperationId, change: Partial<Operation>): void {
  useOperations.setState(({ running }) => ({
    running: running.map(operation => (operation.id === id ? { ...operation, ...change } : operation)),
  }))
}
