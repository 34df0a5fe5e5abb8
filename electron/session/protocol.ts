// What travels between the main thread and the thread of one or more documents. Everything is plain data for the structured clone.
import type { DocumentCommandName, Events } from '../../shared/contract/contract'
import type { OperationId } from '../../shared/model/operation'
import type { DocumentId, DocumentStatus } from '../../shared/model/document'
import type { Outcome } from '../../shared/model/errors'
import type { BlobId } from '../engine/document/blobs'
import type { RecordedHistory } from '../engine/document/edit'
import type { HistoryStep } from './journal-feed'
import type { SessionRequest } from './session-commands'
import type { KeySource } from './unlock'

/** The file a thread is to open. */
export interface OpenRequest {
  /** What the document is called from then on. */
  readonly document: DocumentId
  /** File name to show. */
  readonly name: string
  /** Where the bytes are; bytes themselves for tests. */
  readonly source: { readonly path: string } | { readonly bytes: Uint8Array }
  /** For what does not open by itself. */
  readonly key?: KeySource | undefined
  /** Of a disk: the number of the boot bank whose state.tgz is opened. */
  readonly bank?: number | undefined
  /** Of a collection: the number of the copy that is opened. */
  readonly copy?: number | undefined
}

/** A recording as it is sent: contents as plain bytes. */
export interface SentRecording {
  readonly history: RecordedHistory
  readonly blobs: ReadonlyMap<BlobId, Uint8Array>
}

/** What wants an outcome; `request` names it. */
export type Question =
  | { readonly kind: 'open'; readonly request: number; readonly operation: OperationId; readonly open: OpenRequest }
  | {
      readonly kind: 'call'
      readonly request: number
      readonly document: DocumentId
      /** Null for a command without progress and cancel. */
      readonly operation: OperationId | null
      /** Waits for the other exclusive commands of its document that came before it. */
      readonly exclusive: boolean
      readonly command: DocumentCommandName
      readonly payload: SessionRequest<DocumentCommandName>
    }
  /** A disk is looked at; answered with its report. */
  | { readonly kind: 'banks'; readonly request: number; readonly operation: OperationId; readonly path: string }
  /** A collection is looked through; answered with its report. */
  | { readonly kind: 'copies'; readonly request: number; readonly operation: OperationId; readonly path: string }
  /** For the journal: SHA-256 of the opened file, hex. */
  | { readonly kind: 'digest'; readonly request: number; readonly document: DocumentId }
  /** Edits of a journal are done again on a document without edits; answered with its status. */
  | {
      readonly kind: 'replay'
      readonly request: number
      readonly document: DocumentId
      readonly recording: SentRecording
    }
  /** The document is closed; what runs for it is cancelled. The outcome comes when all of that has ended. */
  | { readonly kind: 'close'; readonly request: number; readonly document: DocumentId }

export type ToThread =
  | Question
  /** Loads what opening a file needs, before there is a file. */
  | { readonly kind: 'prepare' }
  | { readonly kind: 'cancel'; readonly operation: OperationId }
  /** One batch of items has been taken: there is room for another. */
  | { readonly kind: 'taken'; readonly request: number }

export type FromThread =
  | { readonly kind: 'outcome'; readonly request: number; readonly outcome: Outcome<unknown> }
  /** Partial results, all of them before the outcome. */
  | { readonly kind: 'items'; readonly request: number; readonly items: readonly unknown[] }
  | { readonly kind: 'progress'; readonly progress: Events['progress'] }
  /** The history of a document went on; sent before the outcome of the command that did it. */
  | {
      readonly kind: 'step'
      readonly document: DocumentId
      /** SHA-256 of the opened file, hex. */
      readonly digest: string
      readonly step: HistoryStep
    }
  /** The status of a document moved; sent before the outcome of the command that moved it. */
  | { readonly kind: 'status'; readonly status: DocumentStatus }
