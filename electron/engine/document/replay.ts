// Doing recorded edits again on the same file reopened. Their layers may not be open yet, and an edit may lie in a layer that one
// before it put there: so each slot is set before the next one is looked for.
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import type { Backup } from './backup'
import type { BlobId, Blobs } from './blobs'
import type { RecordedHistory, SlotEdit } from './edit'
import { checkRecord } from './edit-rules'
import type { History } from './history'
import type { Layer } from './layer'
import type { OpenLayerOptions } from './opening'
import { type LayerPath, slotsOf, splitSlotPath } from './slot-path'
import { sameState } from './slot-state'

/** Edits as they were recorded, and the contents that they name by number. */
export interface Recording {
  readonly history: RecordedHistory
  readonly blobs: ReadonlyMap<BlobId, Bytes>
}

/** Fills an empty history. Throws EDIT_MISMATCH or why a layer cannot be opened; then backup and history are as they were. */
export async function replay(
  backup: Backup,
  history: History,
  blobs: Blobs,
  recording: Recording,
  options: OpenLayerOptions,
): Promise<void> {
  const { done, undone } = recording.history
  for (const [id, content] of recording.blobs) blobs.restore(id, content)
  try {
    for (const edit of [...done, ...undone.toReversed()]) {
      await history.replay(edit, slot => prepare(backup, blobs, slot, options))
    }
  } catch (error) {
    history.clear()
    for (const id of recording.blobs.keys()) blobs.drop(id)
    throw error
  }
  for (const _ of undone) history.undo()
}

/** Opens the layer of a slot and asks whether the edit can have been made on what is there. */
async function prepare(backup: Backup, blobs: Blobs, edit: SlotEdit, options: OpenLayerOptions): Promise<void> {
  const { at, before, after, like } = edit
  if (!slotsOf(at)?.length) throw mismatch(at)
  const { layer: path, slot } = splitSlotPath(at)
  const layer = await openTo(backup, path, options)
  const isNew = slot === layer.slots.length
  const fits =
    like === undefined ? slot < layer.slots.length : isNew && layer.isTar && (like === null || layer.origin(like))
  if (!fits || !sameState(layer.slots[slot] ?? null, before)) throw mismatch(at)
  if (!after) return
  const isAdded = layer.origin(slot) === null
  const isFile = (after.kind ?? 'file') === 'file'
  if (isAdded ? after.name === null || (after.content === null) === isFile : !isFile) throw mismatch(at)
  if (after.content !== null && !blobs.has(after.content)) throw mismatch(at)
  // The layer stays, and what is stored of it follows from what it was opened from.
  if (after.seal !== undefined) {
    const entry = layer.entryAt(slot)
    if (!entry || before?.content !== after.content) throw mismatch(at)
    await backup.openLayer(entry, options)
  }
  checkRecord({ layer, ...edit, slot })
}

async function openTo(backup: Backup, path: LayerPath, options: OpenLayerOptions): Promise<Layer> {
  let layer = backup.root
  for (const slot of slotsOf(path) ?? []) {
    const entry = layer.entryAt(slot)
    if (!entry) throw mismatch(path)
    layer = await backup.openLayer(entry, options)
  }
  return layer
}

function mismatch(at: string): BootbankError {
  return new BootbankError(
    'EDIT_MISMATCH',
    `The recorded edits do not belong to this file: slot ${at} is not as it was when they were made.`,
  )
}
