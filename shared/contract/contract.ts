// The first file to read: everything the window can ask for and be told, name -> signature. Preload, main, browser host,
// worker and renderer derive their types from these two maps; nothing else declares a command.
// The renderer holds handles (grants, documents, nodes), never file-system paths.
import type { CommandId } from '../commands/commands'
import type { BundlePlan, BundleResult, SaveResult } from '../model/bundle'
import type { Change, ChangeDiff } from '../model/change'
import type { DocumentId, DocumentStatus, OpenedDocument } from '../model/document'
import type { ErrorData, Outcome } from '../model/errors'
import type { HostCard } from '../model/host-card'
import type { NodeId, TreeNode } from '../model/node'
import type { ByteRange, NodeFacts, Preview } from '../model/preview'

/** Chosen by the caller; names a running operation in `progress` and `operation.cancel`. */
export type OperationId = string

/** Permission to read one file, given by the user's own act. */
export interface FileGrant {
  readonly grant: string
  readonly name: string
  /** Bytes. */
  readonly size: number
}

/** Permission to write to one place. */
export interface TargetGrant {
  readonly target: string
  /** Where that is, for the user's eyes. */
  readonly label: string
}

export type TargetKind = 'folder' | 'zip' | 'file'

export interface AppFacts {
  readonly host: 'electron' | 'browser'
  readonly version: string
  /** `darwin` decides between Cmd and Ctrl. */
  readonly platform: string
  /** Whether a generated sample backup is at hand. */
  readonly sample: boolean
  /** What `target.choose` can give here. */
  readonly targets: readonly TargetKind[]
  /** A file handed over at start, not yet fetched. */
  readonly pending: FileGrant | null
  /** The document that this window held when its page was lost, for the page that takes its place. Always null in the browser host,
   * where several pages share one host and none is known to be lost. */
  readonly resume: KeptDocument | null
}

/** A document that outlived its page. */
export interface KeptDocument {
  /** As it was when it was opened, but for the status, which is that of now. */
  readonly opened: OpenedDocument
  /** By which it was opened. */
  readonly grant: FileGrant
}

export interface RecentFile {
  readonly id: string
  readonly name: string
  /** Folder or origin, shortened for the eye. */
  readonly place: string
  /** ISO 8601. */
  readonly openedAt: string
}

type InDocument<T = unknown> = { readonly document: DocumentId } & T
type AtNode<T = unknown> = InDocument<{ readonly node: NodeId } & T>

/** What the window asks of the host it runs in: answered before a document is involved. */
export interface HostCommands {
  'app.facts': (request: Record<never, never>) => AppFacts
  'recent.list': (request: Record<never, never>) => readonly RecentFile[]
  'recent.clear': (request: Record<never, never>) => null
  /** Native open dialog; null when the user cancelled. The browser host answers NOT_OFFERED: there the page picks. */
  'file.choose': (request: Record<never, never>) => FileGrant | null
  'file.recent': (request: { readonly id: string }) => FileGrant
  'file.sample': (request: Record<never, never>) => FileGrant
  /** Gives a grant back that is not needed after all: an upload's copy goes with it. One that is in use or unknown is fine. */
  'file.release': (request: { readonly grant: string }) => null
  'document.open': (request: { readonly grant: string; readonly operation: OperationId }) => OpenedDocument
  'document.close': (request: InDocument) => null
  'operation.cancel': (request: { readonly operation: OperationId }) => null
  /** Native save dialog; null when the user cancelled. The browser host grants a download instead. */
  'target.choose': (request: { readonly kind: TargetKind; readonly suggestedName: string }) => TargetGrant | null
  /** Show the written thing in the file manager. */
  'target.show': (request: { readonly target: string }) => null
  /** Copies an entry to a private place and lets the system drag that file; cancelled, no drag begins. The browser host answers
   * NOT_OFFERED: there the page's own drag carries an address to fetch the entry from. */
  'drag.start': (request: AtNode<{ readonly suggestedName: string; readonly operation: OperationId }>) => null
}

/** What the window asks of an open document: answered by that document's worker. */
export interface DocumentCommands {
  'document.status': (request: InDocument) => DocumentStatus
  'host.card': (request: InDocument) => HostCard
  /** Opens the layer if need be. */
  'tree.children': (request: AtNode) => readonly TreeNode[]
  /** Ancestors of a node, outermost first, the node itself last. */
  'tree.path': (request: AtNode) => readonly NodeId[]
  'node.preview': (request: AtNode) => Preview
  'node.facts': (request: AtNode) => NodeFacts
  'node.bytes': (request: AtNode<{ readonly offset: number; readonly length: number }>) => ByteRange
  /** Consecutive texts with the same session for the same node become one step of undo. */
  'edit.text': (request: AtNode<{ readonly text: string; readonly session: string }>) => DocumentStatus
  'edit.replace': (request: AtNode<{ readonly grant: string }>) => DocumentStatus
  /** `node` is the folder or layer to add to, `name` a path below it. */
  'edit.add': (request: AtNode<{ readonly name: string; readonly grant: string }>) => DocumentStatus
  'edit.remove': (request: AtNode) => DocumentStatus
  /** `name` is the whole new path inside the layer. */
  'edit.rename': (request: AtNode<{ readonly name: string }>) => DocumentStatus
  /** `mode` is octal text such as `01644`. */
  'edit.mode': (request: AtNode<{ readonly mode: string }>) => DocumentStatus
  'edit.undo': (request: InDocument) => DocumentStatus
  'edit.redo': (request: InDocument) => DocumentStatus
  'edit.revert': (request: AtNode) => DocumentStatus
  'edit.revertAll': (request: InDocument) => DocumentStatus
  'changes.list': (request: InDocument) => readonly Change[]
  'changes.diff': (request: AtNode) => ChangeDiff
  'bundle.plan': (request: InDocument) => BundlePlan
  'bundle.build': (request: InDocument<{ readonly target: string; readonly operation: OperationId }>) => BundleResult
  /** Writes the changed file alone. */
  'document.save': (request: InDocument<{ readonly target: string; readonly operation: OperationId }>) => SaveResult
  /** Writes the content of one entry. */
  'node.save': (request: AtNode<{ readonly target: string; readonly operation: OperationId }>) => SaveResult
}

export type Commands = HostCommands & DocumentCommands

/** What the window is told without asking. */
export interface Events {
  progress: {
    readonly operation: OperationId
    /** What is being done, such as `Inflating local.tgz`. */
    readonly phase: string
    /** Bytes. */
    readonly done: number
    /** Bytes; null while unknown. */
    readonly total: number | null
  }
  'document.changed': DocumentStatus
  'document.failed': { readonly document: DocumentId; readonly error: ErrorData }
  /** A file came from outside: second launch, dock, file association. */
  'file.arrived': FileGrant
  /** Chosen in the native menu: the window runs it if it can be run. */
  'command.run': { readonly command: CommandId }
}

export type CommandName = keyof Commands
export type EventName = keyof Events
export type RequestOf<C extends CommandName> = Parameters<Commands[C]>[0]
export type ResultOf<C extends CommandName> = ReturnType<Commands[C]>

/** The one door between the window and its host; `window.bootbank` in Electron, fetch in the browser.
 * `F` is the DOM's File, which this zone does not know. */
export interface Bridge<F> {
  /** Never rejects for an expected failure: the outcome carries it. */
  invoke<C extends CommandName>(command: C, request: RequestOf<C>): Promise<Outcome<ResultOf<C>>>
  /** Returns the function that ends the subscription. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void
  /** Turns a file the user dropped or picked into a grant. `onProgress` says whether to go on; else the outcome is CANCELLED. */
  grantFile(file: F, onProgress?: (done: number, total: number) => boolean): Promise<Outcome<FileGrant>>
}
