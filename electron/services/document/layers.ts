// Opening the layer inside an entry, as the views need it: never twice at once, and a failure is something to show.
import { BootbankError, type ErrorCode } from '../../../shared/model/errors'
import type { Document } from '../../engine/document/document'
import type { Entry } from '../../engine/document/entry'
import type { Layer } from '../../engine/document/layer'

/** Codes that mean: encrypted, and the key cannot be had here. */
const lockedBy: ReadonlySet<ErrorCode> = new Set([
  'SEALED_TPM',
  'ENVELOPE_NO_KEY',
  'ENVELOPE_KEY_ID',
  'ENVELOPE_KEY_HASH',
  'INFO_SYNTAX',
  'INFO_NO_KEY',
  'INFO_MODE',
])

/** Whether an envelope stays shut for want of a key, rather than because it is damaged. */
export function isLocked(error: BootbankError | null): boolean {
  return error !== null && lockedBy.has(error.code)
}

export type LayerOrError = { readonly layer: Layer } | { readonly error: BootbankError }

export class LayerOpener {
  private readonly running = new Map<string, Promise<LayerOrError>>()

  constructor(private readonly document: Document) {}

  /** The layer of an entry whose `opens` is not null. Rejects only for faults of our own. */
  open(entry: Entry): Promise<LayerOrError> {
    const known = this.document.layerAt(entry)
    if (known) return Promise.resolve({ layer: known })
    const key = `${entry.layer.id}:${entry.slot}:${this.document.revision}`
    const running = this.running.get(key)
    if (running) return running
    const opening = this.tryOpen(entry).finally(() => this.running.delete(key))
    this.running.set(key, opening)
    return opening
  }

  private async tryOpen(entry: Entry): Promise<LayerOrError> {
    try {
      return { layer: await this.document.openLayer(entry) }
    } catch (error) {
      if (error instanceof BootbankError) return { error }
      throw error
    }
  }
}
