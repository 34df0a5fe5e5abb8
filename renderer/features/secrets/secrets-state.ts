// What the view of secrets was left at, so that a look at a place and back loses nothing. It is that of one document.
import { create } from 'zustand'
import type { DocumentId } from '../../../shared/model/document'

interface SecretsState {
  readonly document: DocumentId | null
  readonly filter: string
  /** Kinds whose secrets are not shown. */
  readonly folded: ReadonlySet<string>
  /** Id of the row that the keys are at; null for the first. */
  readonly focused: string | null
}

const fresh = { filter: '', folded: new Set<string>(), focused: null } as const

export const useSecrets = create<SecretsState>(() => ({ document: null, ...fresh }))

/** Starts over, unless it is about this document already. */
export function beginSecrets(document: DocumentId): void {
  if (useSecrets.getState().document !== document) useSecrets.setState({ document, ...fresh })
}

/** Lists the secrets that match a text. */
export function filterSecrets(filter: string): void {
  useSecrets.setState({ filter })
}

/** Gives a row of the list the focus. */
export function focusSecret(focused: string): void {
  useSecrets.setState({ focused })
}

/** Folds the secrets of a kind, or unfolds them. */
export function toggleKind(kind: string): void {
  const folded = new Set(useSecrets.getState().folded)
  if (!folded.delete(kind)) folded.add(kind)
  useSecrets.setState({ folded })
}
