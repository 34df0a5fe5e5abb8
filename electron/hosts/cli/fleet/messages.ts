// What the process that leads and those that read say to each other, one object a message. Checked by hand: a library for it would be most of
// what a reader loads.
import { isPartState, type PartState } from './parts'
import type { FoundBackup } from './find-backups'

/** Read this backup, and put its part there. */
export interface Task {
  readonly backup: FoundBackup
  readonly part: string
}

/** The part is in place, or could not be written. `memory`: bytes that the process holds by now. */
export type Answer =
  | { readonly kind: 'done'; readonly state: PartState; readonly memory: number }
  | { readonly kind: 'failed'; readonly message: string }

/** A task as it came over the channel; null for anything else. */
export function taskIn(message: unknown): Task | null {
  if (!isRecord(message) || typeof message.part !== 'string' || !isRecord(message.backup)) return null
  const { path, size, modified, changed } = message.backup
  if (typeof path !== 'string' || typeof size !== 'number') return null
  if (typeof modified !== 'number' || typeof changed !== 'number') return null
  return { backup: { path, size, modified, changed }, part: message.part }
}

/** An answer as it came over the channel; null for anything else. */
export function answerIn(message: unknown): Answer | null {
  if (!isRecord(message)) return null
  const { kind, state, memory } = message
  if (kind === 'failed') return typeof message.message === 'string' ? { kind, message: message.message } : null
  return kind === 'done' && isPartState(state) && typeof memory === 'number' ? { kind, state, memory } : null
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
