// Opening the layer inside an entry, as the views need it: a failure is something to show.
import { BootbankError, type ErrorCode } from '../../shared/model/errors'
import type { Document } from '../engine/document/document'
import type { Entry } from '../engine/document/entry'
import type { Layer } from '../engine/document/layer'

/** Codes that mean: encrypted, and there is no way to the key here. */
const lockedBy: ReadonlySet<ErrorCode> = new Set([
  'SEALED_TPM',
  'ENVELOPE_NO_KEY',
  'ENVELOPE_KEY_ID',
  'ENVELOPE_KEY_HASH',
  'INFO_SYNTAX',
  'INFO_NO_KEY',
  'INFO_MODE',
])

/** Whether an envelope stays closed because the key is missing, rather than because it is damaged. */
export function isLocked(error: BootbankError | null): boolean {
  return error !== null && lockedBy.has(error.code)
}

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
