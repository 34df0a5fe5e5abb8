// The first file to read: everything the window can ask for and be told, each declared once. Names, validation, what runs alone,
// the largest body and every type of a request or answer are derived from these tables; nothing else declares a command.
// To add one that a document answers: a row here, its line in electron/session/session.ts, and its caller.
// The renderer holds handles (grants, documents, nodes), never file-system paths. Trap: the tables need zod at run time, which costs a
// thread or a page some 80 ms, so the window and a document's thread import types from here and nothing else.
import { z } from 'zod'
import type { CommandId } from '../commands/commands'
import type { BundlePlan, BundleResult, PreparedCopyResult, SaveResult } from '../model/bundle'
import type { Change, ChangeDiff } from '../model/change'
import type { CollectionReport } from '../model/collection'
import type { DiskReport } from '../model/disk'
import type { DocumentId, DocumentStatus, OpenedDocument } from '../model/document'
import type { ErrorData, Outcome } from '../model/errors'
import type { FindResult, FoundEntry } from '../model/found'
import type { FileRole } from '../model/file-role'
import {
  type ComparedFile,
  type Comparison,
  type ComparisonStep,
  comparisonFormats,
  mostCompared,
} from '../model/comparison'
import type { Finding } from '../model/finding'
import type { GuideOffer, GuidePreview } from '../model/guide'
import type { HostCard } from '../model/host-card'
import type { Json } from '../model/json'
import type { Network } from '../model/network'
import type { NodeId, TreeNode } from '../model/node'
import {
  mostBuckets,
  observationFormats,
  type ObservationList,
  type TimedEntries,
  type Timeline,
} from '../model/observation'
import type { ByteRange, NodeFacts } from '../model/preview'
import { type EditId, edits } from '../edits/edits'
import { mostNodes } from '../edits/most-nodes'
import { steps } from '../edits/steps'
import { atNode, id, inDocument, jsonText, path, shortText, textBody } from './fields'
import { answersOf } from './guides'
import type { SearchHit, SearchResult } from '../model/search'
import { pseudonymKinds, type SanitisedResult } from '../model/sanitised'
import type { SecretPlace } from '../model/secret-place'
import type { SettingEntryDetail, SettingList } from '../model/settings'
import { type LongTextHit, type LongTextLength, type LongTextRows, mostLongTextRows } from '../viewers/long-text'
import type { TableCell, TableRows } from '../viewers/tables'
import { type NodeView, viewerIds } from '../viewers/viewers'

/** Chosen by the caller; names a running operation in `progress` and `operation.cancel`. */
export type OperationId = string

/** Permission to read one file, given by the user's own act. */
export interface FileGrant {
  readonly grant: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** It is the generated sample: what is changed in it is kept nowhere. */
  readonly isSample?: true
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
  /** Whether the tour is still to be offered: it was neither taken to its end nor skipped. */
  readonly isTourOffered: boolean
  /** What `target.choose` can give here. */
  readonly targets: readonly TargetKind[]
  /** A file handed over at start, not yet fetched. */
  readonly pending: FileGrant | null
  /** The document that this window held when its page was lost, for the page that takes its place. Always null in the browser host,
   * where several pages share one host and none is known to be lost. */
  readonly resume: KeptDocument | null
}

/** Edits that were never written out, of a run of the program that has ended. */
export interface UnfinishedWork {
  readonly id: string
  readonly name: string
  /** Folder of the file, shortened for the eye; null for an upload, which has to be given again. */
  readonly place: string | null
  /** Steps that can be undone. */
  readonly edits: number
  /** What the last of them did, such as `Edit etc/hosts`. */
  readonly last: string
  /** When, ISO 8601. */
  readonly at: string
  /** Something at the end could not be read, and is lost. */
  readonly torn: boolean
}

export interface UnfinishedList {
  readonly work: readonly UnfinishedWork[]
  /** Who keeps the key that it is sealed with; null where the program keeps no edits. */
  readonly keptBy: 'system' | 'file' | null
}

/** A document that was opened now, and what its file has to do with others. */
export interface OpenedFile extends OpenedDocument {
  /** Edits that an earlier run made on this very file. */
  readonly unfinished: UnfinishedWork | null
  /** Edits that an earlier run made on the file that was in its place then. */
  readonly outdated: UnfinishedWork | null
  /** Another window has the file open too. */
  readonly shared: boolean
  /** What became of the file while it was being read; null where it is as it was. */
  readonly changed: 'changed' | 'gone' | null
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

/** What a command is: a row of the tables below. Five names of fields mean the same in every request: `document` is the open document
 * that is asked, `grant` a file to read, `grants` several, `target` a place to write to, `operation` what progress and cancel go by. */
export interface Command {
  /** What a request must look like. Strings are bounded, so that a hostile page cannot make the host hold a gigabyte. */
  readonly request: z.ZodObject
  readonly answer: Typed<unknown>
  /** What it gives piece by piece before its answer; such a command needs an `operation`. */
  readonly streams?: Typed<unknown>
  /** It edits or writes: never two such commands of one document at a time. */
  readonly exclusive?: true
  /** Bytes of the largest request as JSON; `usualBody` where nothing is said. */
  readonly largestBody?: number
}

/** One that streams can be cancelled. */
type DocumentCommand = Command & { readonly request: z.ZodObject<typeof inDocument> } & (
    | { readonly streams?: never }
    | { readonly request: z.ZodObject<{ readonly operation: typeof id }> }
  )

/** Carries a type and no value: answers come from our own side and are not checked at run time. */
interface Typed<T> {
  readonly type?: T
}

function typed<T>(): Typed<T> {
  return {}
}

const MiB = 1024 * 1024
/** Bytes of a request that carries no whole file. */
export const usualBody = MiB
/** Bytes that one `node.bytes` may ask for. */
const maxRange = 4 * MiB

/** Rows that one `table.rows` may ask for, and the last row there can be. */
const maxRows = 1000
const maxRow = Number.MAX_SAFE_INTEGER
const rowQuery = z.strictObject({
  table: shortText,
  sort: z.strictObject({ column: shortText, descending: z.boolean() }).nullable(),
  filter: shortText,
})

/** A key as it is typed, spaces around it included; and what a file with one is. */
const keyText = z.string().max(4096)
const keyFileKind = z.enum(['key', 'encryption-info'])

/** Whole seconds since 1970; a stretch of them has at least one. */
const seconds = z.number().int().nonnegative()
const span = z.strictObject({ from: seconds, to: seconds.min(1) }).refine(({ from, to }) => from < to)

/** A boot bank of a disk, by its number. */
const bank = z.number().int().min(1).max(1000)
/** A copy in a collection: engine/codecs/limits.ts has how many are listed. */
const copy = z.number().int().min(1).max(100_000)
const suggestedName = z.string().min(1).max(255)
const nothing = z.strictObject({})
/** BundleOptions; what release and UUID must be is the engine's to say. */
const bundleOptions = {
  plain: z.boolean().optional(),
  manifest: z.strictObject({ release: shortText, uuid: shortText }).optional(),
  copy: z.boolean().optional(),
}

const writing = { target: id, operation: id }

/** What the window asks of the host it runs in: answered before a document is involved, or around it. */
export const hostCommands = {
  'app.facts': { request: nothing, answer: typed<AppFacts>() },
  'recent.list': { request: nothing, answer: typed<readonly RecentFile[]>() },
  'recent.clear': { request: nothing, answer: typed<null>() },
  /** Native open dialog, for a file or a folder; null when the user cancelled. The browser host answers NOT_OFFERED: there the page picks. */
  'file.choose': { request: z.strictObject({ folder: z.literal(true).optional() }), answer: typed<FileGrant | null>() },
  /** The same for files alone, any number of them; none when the user cancelled. */
  'file.chooseSeveral': { request: nothing, answer: typed<readonly FileGrant[]>() },
  'file.recent': { request: z.strictObject({ id }), answer: typed<FileGrant>() },
  'file.sample': { request: nothing, answer: typed<FileGrant>() },
  /** The tour was taken or skipped: it is not offered again. */
  'tour.over': { request: nothing, answer: typed<null>() },
  /** Gives a grant back that is not needed after all: an upload's copy goes with it. One that is in use or unknown is fine. */
  'file.release': { request: z.strictObject({ grant: id }), answer: typed<null>() },
  /**
   * Of a disk, the state.tgz of a boot bank; without a bank it rejects CHOOSE_BANK, and of a collection without a copy CHOOSE_COPY; the grant stays good. So it does for a file that is locked
   * (see `isLocked`), so that it can be opened with a key; it is to be released.
   */
  'document.open': {
    request: z.strictObject({ grant: id, operation: id, bank: bank.optional(), copy: copy.optional() }),
    answer: typed<OpenedFile>(),
  },
  /** The same with a key of 64 hex digits. Rejects KEY_FORMAT and KEY_WRONG as well. */
  'document.openWithKey': {
    request: z.strictObject({ grant: id, operation: id, key: keyText }),
    answer: typed<OpenedFile>(),
  },
  /** The same with the key in a granted file, or that of a granted encryption.info. */
  'document.openWithKeyFile': {
    request: z.strictObject({ grant: id, operation: id, keyGrant: id, holds: keyFileKind }),
    answer: typed<OpenedFile>(),
  },
  /** The boot banks of a disk. Rejects NO_BANK for a file that is none; the grant stays good. */
  'disk.banks': { request: z.strictObject({ grant: id, operation: id }), answer: typed<DiskReport>() },
  /** The copies of a state in a collection. Rejects NO_COPY for a file that is not an archive; the grant stays good. */
  'collection.copies': { request: z.strictObject({ grant: id, operation: id }), answer: typed<CollectionReport>() },
  /** What an earlier run was editing when it ended, newest first. */
  'unfinished.list': { request: nothing, answer: typed<UnfinishedList>() },
  /** Its file, to be opened. Rejects NOT_FOUND where it is not in its place, and for an upload. */
  'unfinished.file': { request: z.strictObject({ id }), answer: typed<FileGrant>() },
  /** Does its edits again on the opened file. Rejects EDIT_MISMATCH for another file. */
  'unfinished.resume': { request: z.strictObject({ id, document: id }), answer: typed<DocumentStatus>() },
  /** Removes its edits for good. One that is gone is fine. */
  'unfinished.forget': { request: z.strictObject({ id }), answer: typed<null>() },
  'document.close': { request: z.strictObject(inDocument), answer: typed<null>() },
  'operation.cancel': { request: z.strictObject({ operation: id }), answer: typed<null>() },
  /** Native save dialog; null when the user cancelled. The browser host grants a download instead. */
  'target.choose': {
    request: z.strictObject({ kind: z.enum(['folder', 'zip', 'file']), suggestedName }),
    answer: typed<TargetGrant | null>(),
  },
  /** Show the written thing in the file manager. */
  'target.show': { request: z.strictObject({ target: id }), answer: typed<null>() },
  /** Copies entries, `also` among them, to a private place and lets the system drag these files; cancelled, no drag begins. The browser host answers
   * NOT_OFFERED: there the page's own drag carries an address to fetch the entry from. */
  'drag.start': {
    request: z.strictObject({
      ...atNode,
      suggestedName,
      also: z
        .array(z.strictObject({ node: path, suggestedName }))
        .max(mostNodes)
        .optional(),
      operation: id,
    }),
    answer: typed<null>(),
  },
} satisfies Record<string, Command & { readonly streams?: never }>

type EditCommand<I extends EditId> = (typeof edits)[I] & { answer: Typed<DocumentStatus>; exclusive: true }

/** A row `edit.<id>` for each edit of shared/edits: asked with its request, answered with the status after it. */
function editCommands(): { readonly [I in EditId as `edit.${I}`]: EditCommand<I> } {
  const rows = Object.entries(edits).map(([id, edit]) => [
    `edit.${id}`,
    { ...edit, answer: typed<DocumentStatus>(), exclusive: true },
  ])
  // Object.fromEntries knows neither the names nor that each row is that of its name.
  return Object.fromEntries(rows) as ReturnType<typeof editCommands>
}

/** What the window asks of an open document: answered by that document's thread. */
export const documentCommands = {
  'document.status': { request: z.strictObject(inDocument), answer: typed<DocumentStatus>() },
  'host.card': { request: z.strictObject(inDocument), answer: typed<HostCard>() },
  'host.network': { request: z.strictObject(inDocument), answer: typed<Network>() },
  /** Every setting, flat; the values of secrets are not in it. */
  'settings.list': { request: z.strictObject(inDocument), answer: typed<SettingList>() },
  /** One entry with all that is known of it; `entry` is its path. */
  'settings.entry': { request: z.strictObject({ ...inDocument, entry: path }), answer: typed<SettingEntryDetail>() },
  /** The value of one setting, a secret as well; `setting` is its path. */
  'settings.reveal': {
    request: z.strictObject({ ...inDocument, setting: path }),
    answer: typed<{ readonly value: Json }>(),
  },
  /** Why a setting cannot be given a value, in a sentence; null where it can. Nothing is changed. */
  'settings.check': {
    request: z.strictObject({ ...inDocument, setting: path, value: jsonText }),
    answer: typed<{ readonly refusal: string | null }>(),
    largestBody: textBody,
  },
  /** Guided changes, with their questions as this backup answers them. */
  'guides.list': { request: z.strictObject(inDocument), answer: typed<readonly GuideOffer[]>() },
  /** What one would do with these answers. Nothing is changed. */
  'guides.preview': {
    request: z.strictObject({ ...inDocument, ...answersOf }),
    answer: typed<GuidePreview>(),
    largestBody: textBody,
  },
  /**
   * Opens a locked layer with a key of 64 hex digits, and says what the document is with it. Rejects KEY_FORMAT, KEY_WRONG, NOT_SEALED; then
   * nothing was changed.
   */
  'layer.unlock': {
    request: z.strictObject({ ...atNode, key: keyText }),
    answer: typed<OpenedDocument>(),
    exclusive: true,
  },
  /** The same with the key in a file, or that of another encryption.info. */
  'layer.unlockFrom': {
    request: z.strictObject({ ...atNode, grant: id, holds: keyFileKind }),
    answer: typed<OpenedDocument>(),
    exclusive: true,
  },
  /** What would go wrong on the host, as the document is now. */
  'checks.list': { request: z.strictObject(inDocument), answer: typed<readonly Finding[]>() },
  /** What an investigator would look at, with reasons, and no verdict. */
  'observations.list': { request: z.strictObject(inDocument), answer: typed<ObservationList>() },
  /** The same as the bytes of a file. */
  'observations.export': {
    request: z.strictObject({ ...inDocument, format: z.enum(observationFormats) }),
    answer: typed<Uint8Array>(),
  },
  /** SHA-256 of the file as it is on the disk now, hex; null where it is gone. */
  'source.digest': {
    request: z.strictObject({ ...inDocument, operation: id }),
    answer: typed<{ readonly sha256: string | null }>(),
  },
  /** The host's entries by mtime, in so many buckets: those of a stretch of time, or from the first one to the last. */
  'timeline.buckets': {
    request: z.strictObject({ ...inDocument, shown: span.optional(), count: z.number().int().min(1).max(mostBuckets) }),
    answer: typed<Timeline>(),
  },
  /** The entries of a stretch of time, the first one first. */
  'timeline.entries': { request: z.strictObject({ ...inDocument, span }), answer: typed<TimedEntries>() },
  /** Opens another backup to compare this document with, in the place of one before. */
  'compare.open': { request: z.strictObject({ ...inDocument, grant: id }), answer: typed<ComparedFile>() },
  /** The same with another boot bank of the disk that this document is from. Rejects NO_BANK. */
  'compare.bank': { request: z.strictObject({ ...inDocument, bank }), answer: typed<ComparedFile>() },
  /** What changed from each of several backups to the next, the document among them, in the order in which they were saved. */
  'compare.log': {
    request: z.strictObject({ ...inDocument, grants: z.array(id).max(mostCompared), operation: id }),
    answer: typed<readonly ComparisonStep[]>(),
  },
  /** Puts the two backups of a step of that log beside each other, by its index. Rejects NO_COMPARISON where there is no such step. */
  'compare.step': {
    request: z.strictObject({ ...inDocument, step: z.int().min(0).max(mostCompared) }),
    answer: typed<null>(),
  },
  /** What differs between the two, with the document as it is now. Rejects NO_COMPARISON. */
  'compare.list': { request: z.strictObject(inDocument), answer: typed<Comparison>() },
  /** The whole comparison as the bytes of a file. Rejects NO_COMPARISON, REPORT_TOO_LARGE. */
  'compare.export': {
    request: z.strictObject({ ...inDocument, format: z.enum(comparisonFormats) }),
    answer: typed<Uint8Array>(),
  },
  /** Both sides of an entry of that list, by its `address` and `from`, which is empty where the address is the same. */
  'compare.diff': {
    request: z.strictObject({ ...inDocument, address: path, from: shortText }),
    answer: typed<ChangeDiff>(),
  },
  'compare.close': { request: z.strictObject(inDocument), answer: typed<null>() },
  /** Where secrets are, without their values. */
  'secrets.list': { request: z.strictObject(inDocument), answer: typed<readonly SecretPlace[]>() },
  /**
   * One of them as it is: `index` is its place in the list that was made at `revision`, `title` and `line` what it has there, 0 for no line.
   * Rejects ADDRESS_NOT_FOUND where the document is another by now, or the list has more layers open.
   */
  'secrets.reveal': {
    request: z.strictObject({
      ...inDocument,
      index: z.number().int().nonnegative().max(maxRow),
      revision: z.number().int().nonnegative(),
      title: path,
      line: z.number().int().nonnegative().max(maxRow),
    }),
    answer: typed<{ readonly value: string }>(),
  },
  /** The files of the host's tree and whether it keeps them. */
  'files.roles': {
    request: z.strictObject(inDocument),
    answer: typed<readonly { readonly node: NodeId; readonly address: string; readonly role: FileRole }[]>(),
  },
  /** The row of an ADDRESS, as facts and findings name their sources. */
  'node.at': { request: z.strictObject({ ...inDocument, address: path }), answer: typed<{ readonly node: NodeId }>() },
  /** Opens the layer if need be. */
  'tree.children': { request: z.strictObject(atNode), answer: typed<readonly TreeNode[]>() },
  /** Ancestors of a node, outermost first, the node itself last. */
  'tree.path': { request: z.strictObject(atNode), answer: typed<readonly NodeId[]>() },
  /** Entries of the layers opened so far whose address holds each word of the text, in whatever case. */
  'tree.find': {
    request: z.strictObject({ ...inDocument, text: z.string().min(1).max(1000), operation: id }),
    streams: typed<FoundEntry>(),
    answer: typed<FindResult>(),
  },
  /** Looks for a text everywhere in the layers opened so far. Rejects SEARCH for a query that cannot be. */
  search: {
    request: z.strictObject({
      ...inDocument,
      text: z.string().min(1).max(1000),
      regex: z.boolean(),
      matchCase: z.boolean(),
      word: z.boolean(),
      operation: id,
    }),
    streams: typed<SearchHit>(),
    answer: typed<SearchResult>(),
  },
  /** By the viewer chosen for its kind, else by the fitting one. Rejects why that one cannot show it. */
  'node.view': {
    request: z.strictObject({ ...atNode, choices: z.record(z.string().max(64), z.enum(viewerIds)) }),
    answer: typed<NodeView>(),
  },
  'node.facts': { request: z.strictObject(atNode), answer: typed<NodeFacts>() },
  /** Rows of a table of an SQLite file. Rejects NO_TABLE. */
  'table.rows': {
    request: z.strictObject({
      ...atNode,
      query: rowQuery,
      offset: z.number().int().nonnegative().max(maxRow),
      limit: z.number().int().min(1).max(maxRows),
      full: z.boolean(),
    }),
    answer: typed<TableRows>(),
  },
  /** One cell of it, as a whole; a secret as it is, if `reveal`. Rejects NO_TABLE. */
  'table.cell': {
    request: z.strictObject({
      ...atNode,
      query: rowQuery,
      position: z.number().int().nonnegative().max(maxRow),
      column: shortText,
      reveal: z.boolean(),
    }),
    answer: typed<TableCell>(),
  },
  /** Where the row with these values of the primary key is among the rows as they are stored; null where it is not. */
  'table.find': {
    request: z.strictObject({ ...atNode, table: shortText, key: z.array(shortText).max(100) }),
    answer: typed<{ readonly position: number | null }>(),
  },
  'node.bytes': {
    request: z.strictObject({ ...atNode, offset: z.int().min(0), length: z.int().min(0).max(maxRange) }),
    answer: typed<ByteRange>(),
  },
  /** Rows of a text that is too large for an editor. */
  'text.rows': {
    request: z.strictObject({
      ...atNode,
      from: z.number().int().nonnegative().max(maxRow),
      count: z.number().int().min(1).max(mostLongTextRows),
    }),
    answer: typed<LongTextRows>(),
  },
  /** Reads such a text to its end. */
  'text.length': { request: z.strictObject({ ...atNode, operation: id }), answer: typed<LongTextLength>() },
  /** The row of a line's byte, both from 1; null where there is no such line. */
  'text.rowOf': {
    request: z.strictObject({
      ...atNode,
      line: z.number().int().min(1).max(maxRow),
      byte: z.number().int().min(1).max(maxRow),
    }),
    answer: typed<{ readonly row: number | null }>(),
  },
  /** The places of a text in one file. Rejects SEARCH for a query that cannot be. */
  'text.find': {
    request: z.strictObject({
      ...atNode,
      text: z.string().min(1).max(1000),
      regex: z.boolean(),
      matchCase: z.boolean(),
      word: z.boolean(),
      operation: id,
    }),
    streams: typed<LongTextHit>(),
    answer: typed<SearchResult>(),
  },
  'edit.undo': { request: z.strictObject(inDocument), answer: typed<DocumentStatus>(), exclusive: true },
  'edit.redo': { request: z.strictObject(inDocument), answer: typed<DocumentStatus>(), exclusive: true },
  /** Several edits as one step of undo; when one is refused, none happens. */
  'edit.steps': { ...steps, answer: typed<DocumentStatus>(), exclusive: true, largestBody: textBody },
  ...editCommands(),
  'changes.list': { request: z.strictObject(inDocument), answer: typed<readonly Change[]>() },
  'changes.diff': { request: z.strictObject(atNode), answer: typed<ChangeDiff>() },
  /** What a bundle with these options would hold. */
  'bundle.plan': { request: z.strictObject({ ...inDocument, ...bundleOptions }), answer: typed<BundlePlan>() },
  /** Rejects MANIFEST, what the plan refuses, and with `copy` NO_ROOM and FILE_SYSTEM. */
  'bundle.build': {
    request: z.strictObject({ ...inDocument, ...bundleOptions, ...writing }),
    answer: typed<BundleResult>(),
    exclusive: true,
  },
  /** A copy of the disk that this document is from, with the state.tgz of the bundle that was built last on its bank. Rejects NO_BANK, NO_ROOM, FILE_SYSTEM. */
  'disk.prepare': {
    request: z.strictObject({ ...inDocument, ...writing }),
    answer: typed<PreparedCopyResult>(),
    exclusive: true,
  },
  /** Writes the changed file alone. */
  'document.save': {
    request: z.strictObject({ ...inDocument, ...writing }),
    answer: typed<SaveResult>(),
    exclusive: true,
  },
  /** Writes a copy without secrets; the document stays as it is. Rejects what a locked layer of the host's chain rejects, SANITISE_FAILED. */
  'sanitise.save': {
    request: z.strictObject({
      ...inDocument,
      ...writing,
      pseudonymise: z.array(z.enum(pseudonymKinds)).max(pseudonymKinds.length),
    }),
    answer: typed<SanitisedResult>(),
    exclusive: true,
  },
  /** Writes the content of one entry to a file; of several, or of folders with all in them, to a zip. */
  'node.save': {
    request: z.strictObject({ ...atNode, also: z.array(path).max(mostNodes).optional(), ...writing }),
    answer: typed<SaveResult>(),
    exclusive: true,
  },
} satisfies Record<string, DocumentCommand>

/** What the window is told without asking. */
export const events = {
  progress: typed<{
    readonly operation: OperationId
    /** What is being done, such as `Inflating local.tgz`. */
    readonly phase: string
    /** Bytes. */
    readonly done: number
    /** Bytes; null while unknown. */
    readonly total: number | null
  }>(),
  'document.changed': typed<DocumentStatus>(),
  'document.failed': typed<{ readonly document: DocumentId; readonly error: ErrorData }>(),
  /** The journal of a document cannot be written: what is changed from here on would not outlive a crash. */
  'journal.failed': typed<{ readonly document: DocumentId; readonly reason: string }>(),
  /** The file of a document is not as it was when it was opened. */
  'source.changed': typed<{ readonly document: DocumentId; readonly now: 'changed' | 'gone' }>(),
  /** The same file was opened elsewhere in this program too. */
  'source.shared': typed<{ readonly document: DocumentId }>(),
  /** A file came from outside: second launch, dock, file association. */
  'file.arrived': typed<FileGrant>(),
  /** Chosen in the native menu: the window runs it if it can be run. */
  'command.run': typed<{ readonly command: CommandId }>(),
}

type TypeIn<T> = T extends Typed<infer Type> ? Type : never
type Commands = typeof hostCommands & typeof documentCommands

/** Commands that the services answer themselves. */
export type HostCommandName = keyof typeof hostCommands
/** Commands that the document's own thread answers. */
export type DocumentCommandName = keyof typeof documentCommands
export type CommandName = HostCommandName | DocumentCommandName
export type RequestOf<C extends CommandName> = Readonly<z.infer<Commands[C]['request']>>
export type ResultOf<C extends CommandName> = TypeIn<Commands[C]['answer']>

type Streams<C extends CommandName> = Commands[C] extends { readonly streams: Typed<infer Item> } ? Item : never
/** Commands that give partial results before their answer. */
export type StreamName = { [C in CommandName]: [Streams<C>] extends [never] ? never : C }[CommandName]
/** One piece of what a command gives before its answer. */
export type ItemOf<C extends StreamName> = Streams<C>

export type EventName = keyof typeof events
export type Events = { readonly [E in EventName]: TypeIn<(typeof events)[E]> }

/** The one door between the window and its host; `window.bootbank` in Electron, fetch in the browser.
 * `F` is the DOM's File, which this zone does not know. */
export interface Bridge<F> {
  /** Never rejects for an expected failure: the outcome carries it. */
  invoke<C extends CommandName>(command: C, request: RequestOf<C>): Promise<Outcome<ResultOf<C>>>
  /** As `invoke`, and hands over what comes before the outcome, in order and in batches. `operation.cancel` ends it. */
  stream<C extends StreamName>(
    command: C,
    request: RequestOf<C>,
    onItems: (items: readonly ItemOf<C>[]) => void,
  ): Promise<Outcome<ResultOf<C>>>
  /** Returns the function that ends the subscription. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void
  /** Turns a file the user dropped or picked into a grant. `onProgress` says whether to go on; else the outcome is CANCELLED. */
  grantFile(file: F, onProgress?: (done: number, total: number) => boolean): Promise<Outcome<FileGrant>>
}
