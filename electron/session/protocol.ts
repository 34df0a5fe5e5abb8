// What travels between the main thread and a document's thread. Everything is plain data for the structured clone.
import type { DocumentCommandName, Events, OperationId } from '../../shared/contract/contract'
import type { DocumentId, DocumentStatus } from '../../shared/model/document'
import type { Outcome } from '../../shared/model/errors'
import type { SessionRequest } from './session-commands'

/** The file a thread is to open. */
export interface OpenRequest {
  readonly document: DocumentId
  /** File name to show. */
  readonly name: string
  /** Where the bytes are; bytes themselves for tests. */
  readonly source: { readonly path: string } | { readonly bytes: Uint8Array }
}

export type ToThread =
  | { readonly kind: 'open'; readonly request: number; readonly operation: OperationId; readonly open: OpenRequest }
  | {
      readonly kind: 'call'
      /** Names the answer. */
      readonly request: number
      /** Null for a command without progress and cancel. */
      readonly operation: OperationId | null
      /** Waits for the other exclusive commands that came before it. */
      readonly exclusive: boolean
      readonly command: DocumentCommandName
      readonly payload: SessionRequest<DocumentCommandName>
    }
  | { readonly kind: 'cancel'; readonly operation: OperationId }

export type FromThread =
  | { readonly kind: 'outcome'; readonly request: number; readonly outcome: Outcome<unknown> }
  | { readonly kind: 'progress'; readonly progress: Events['progress'] }
  /** The status moved; sent before the outcome of the command that moved it. */
  | { readonly kind: 'status'; readonly status: DocumentStatus }
