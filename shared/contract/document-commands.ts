// Commands that the thread of an open document answers: those that edit and write, and those of the other tables.
import { z } from 'zod'
import type { BundlePlan, BundleResult, PreparedCopyResult, SaveResult } from '../model/bundle'
import type { DocumentStatus, OpenedDocument } from '../model/document'
import type { GuideOffer, GuidePreview } from '../model/guide'
import type { HostCard } from '../model/host-card'
import type { Network } from '../model/network'
import { type EditId, edits } from '../edits/edits'
import { mostNodes } from '../edits/most-nodes'
import { steps } from '../edits/steps'
import { atNode, id, inDocument, path, shortText, textBody, keyFileKind, keyText, writing } from './fields'
import { answersOf } from './guides'
import { pseudonymKinds, type SanitisedResult } from '../model/sanitised'
import { type DocumentCommand, type Typed, typed } from './command'
import { backupCommands } from './backup-commands'
import { comparisonCommands } from './comparison-commands'
import { entryCommands } from './entry-commands'

/** BundleOptions; what release and UUID must be is the engine's to say. */
const bundleOptions = {
  plain: z.boolean().optional(),
  manifest: z.strictObject({ release: shortText, uuid: shortText }).optional(),
  copy: z.boolean().optional(),
}

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
  /** SHA-256 of the file as it is on the disk now, hex; null where it is gone. */
  'source.digest': {
    request: z.strictObject({ ...inDocument, operation: id }),
    answer: typed<{ readonly sha256: string | null }>(),
  },
  'edit.undo': { request: z.strictObject(inDocument), answer: typed<DocumentStatus>(), exclusive: true },
  'edit.redo': { request: z.strictObject(inDocument), answer: typed<DocumentStatus>(), exclusive: true },
  /** Several edits as one step of undo; when one is refused, none happens. */
  'edit.steps': { ...steps, answer: typed<DocumentStatus>(), exclusive: true, largestBody: textBody },
  ...editCommands(),
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
  ...backupCommands,
  ...comparisonCommands,
  ...entryCommands,
} satisfies Record<string, DocumentCommand>
