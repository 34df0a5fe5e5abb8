// Commands that a host answers itself: files, grants, dialogs, and the life of documents.
import { z } from 'zod'
import type { CollectionReport } from '../model/collection'
import type { DiskReport } from '../model/disk'
import type { DocumentStatus, OpenedFile } from '../model/document'
import { mostNodes } from '../edits/most-nodes'
import { atNode, id, inDocument, path, bank, keyFileKind, keyText, suggestedName } from './fields'
import type { AppFacts, RecentFile } from '../model/app-facts'
import type { FileGrant, TargetGrant } from '../model/grant'
import type { UnfinishedList } from '../model/unfinished'
import { type Command, typed } from './command'

/** A copy in a collection: engine/codecs/limits.ts has how many are listed. */
const copy = z.number().int().min(1).max(100_000)
const nothing = z.strictObject({})

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
  /** The boot banks of a disk. Rejects NO_BANK for any other file; the grant stays good. */
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
