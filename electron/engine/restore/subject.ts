// What a bundle is made of: the document, or where the state is to be plain a copy of it with one edit more. The document itself, its
// undo and redo included, stays as it is.
import type { BundleOptions } from '../../../shared/model/bundle'
import type { HostCard } from '../../../shared/model/host-card'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import { unsealLocal } from '../edits/sealing'
import { localEntry, stateLayer } from '../esx/chain'
import { hostCard } from '../facts/host-card'

export interface BundleSubject {
  readonly document: Document
  readonly card: HostCard
}

/** Whether the state would be written sealed although it is open. Expects the layer chain opened. */
export function canBePlain(document: Document, { shape }: HostCard): boolean {
  const state = stateLayer(document, shape)
  const local = state && localEntry(state)
  return local !== null && document.layerAt(local)?.isSealed === true
}

/** Rejects what taking the seal off rejects: SEALED_TPM and others of a locked layer, READ_ONLY, NAME_TAKEN; CANCELLED. */
export async function bundleSubject(
  document: Document,
  card: HostCard,
  { plain }: BundleOptions,
  options: OpenLayerOptions = {},
): Promise<BundleSubject> {
  const state = stateLayer(document, card.shape)
  const local = state && localEntry(state)
  const failure = plain && local ? document.failureAt(local) : null
  if (failure) throw failure
  if (!plain || !canBePlain(document, card)) return { document, card }
  const copy = await document.reopen(document.source, options)
  await copy.replay(document.recorded(), options)
  await unsealLocal(copy)
  return { document: copy, card: await hostCard(copy, options) }
}
