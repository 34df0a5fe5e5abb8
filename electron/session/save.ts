// Writing out: the bundle, the whole file, one entry. The engine writes beside the target, reads back and proves; here the
// window's handles and targets become its terms.
import type { BundleOptions } from '../../shared/model/bundle'
import { BootbankError } from '../../shared/model/errors'
import type { NodeId } from '../../shared/model/node'
import type { PseudonymKind } from '../../shared/model/sanitised'
import type { Bytes } from '../engine/codecs/bytes'
import type { Document } from '../engine/document/document'
import { hostCard } from '../engine/facts/host-card'
import { buildBundle } from '../engine/restore/bundle'
import { planBundle } from '../engine/restore/plan'
import { saveDocument, saveEntry } from '../engine/restore/save'
import { saveEntries } from '../engine/restore/save-entries'
import { saveSanitised } from '../engine/sanitise/save-sanitised'
import { listChanges } from './changes'
import { entriesAt, entryOf, placeOf } from './nodes'
import type { PreparedCopies } from './prepared-copies'
import type { CommandContext, SessionResult, WriteTarget } from './session-commands'

/** An open document and the file it came from. */
export interface SavedFrom {
  readonly document: Document
  /** Absolute path, which is never written over; absent for bytes. */
  readonly source?: string | undefined
}

/** What a bundle would hold. Rejects nothing but CANCELLED: a refusal is part of the plan. */
export async function planOf(
  document: Document,
  copies: PreparedCopies,
  asked: BundleOptions,
  context: CommandContext,
): Promise<SessionResult<'bundle.plan'>> {
  const plan = await planBundle(document, await hostCard(document, context), asked, context)
  return { changes: listChanges(document), disk: await copies.offer(context), ...plan }
}

/** Builds the bundle at the target. */
export async function writeBundle(
  { document, source }: SavedFrom,
  copies: PreparedCopies,
  { kind, path }: WriteTarget,
  asked: BundleOptions,
  context: CommandContext,
): Promise<SessionResult<'bundle.build'>> {
  if (kind === 'file')
    throw new BootbankError('BAD_REQUEST', 'A bundle is written to a folder or a zip, not to a file.')
  const accept = (state: Bytes) => copies.accept(state, asked.copy === true, context)
  return buildBundle(document, await hostCard(document), { kind, path, asked }, { ...context, source, accept })
}

/** Writes a prepared copy of the disk that the document is from. */
export async function writePreparedCopy(
  copies: PreparedCopies,
  target: WriteTarget,
  context: CommandContext,
): Promise<SessionResult<'disk.prepare'>> {
  return copies.write(fileAt(target), context)
}

/** Writes the changed file alone. */
export async function saveWhole(
  { document, source }: SavedFrom,
  target: WriteTarget,
  context: CommandContext,
): Promise<SessionResult<'document.save'>> {
  return saveDocument(document, fileAt(target), { ...context, source })
}

/** Writes a copy without secrets. */
export async function saveWithoutSecrets(
  { document, source }: SavedFrom,
  target: WriteTarget,
  pseudonymise: readonly PseudonymKind[],
  context: CommandContext,
): Promise<SessionResult<'sanitise.save'>> {
  return saveSanitised(document, fileAt(target), { ...context, source, pseudonymise })
}

/** Writes the content of one entry to a file, or of any number, folders with all in them, to a zip. */
export async function saveNodes(
  { document, source }: SavedFrom,
  nodes: readonly NodeId[],
  target: WriteTarget,
  context: CommandContext,
): Promise<SessionResult<'node.save'>> {
  const options = { ...context, source }
  if (target.kind === 'zip') return saveEntries(document, entriesAt(document, nodes), target.path, options)
  const [node, ...more] = nodes
  if (node === undefined || more.length > 0)
    throw new BootbankError('BAD_REQUEST', 'Several entries are written to a zip, not to a file.')
  return saveEntry(document, entryOf(placeOf(document, node)), fileAt(target), options)
}

function fileAt({ kind, path }: WriteTarget): string {
  if (kind === 'file') return path
  throw new BootbankError('BAD_REQUEST', `One file is written to a file, not to a ${kind}.`)
}
