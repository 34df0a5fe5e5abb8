// Opening the layer inside an entry, as the views need it: a failure is something to show.
import { BootbankError } from '../../shared/model/errors'
import type { Document } from '../engine/document/document'
import type { Entry } from '../engine/document/entry'
import type { Layer } from '../engine/document/layer'

export type LayerOrError = { readonly layer: Layer } | { readonly error: BootbankError }

/** The layer of an entry whose `opens` is not null, or why it cannot be opened. Rejects only for faults of the program itself. */
export async function openedLayer(document: Document, entry: Entry): Promise<LayerOrError> {
  try {
    return { layer: await document.openLayer(entry) }
  } catch (error) {
    if (error instanceof BootbankError) return { error }
    throw error
  }
}
