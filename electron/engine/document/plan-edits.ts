// What each kind of edit does to which slots, after asking whether it may. Nothing happens here: the document applies the plan.
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import { displayName, nameFromDisplay } from '../codecs/names'
import { rawNameOf } from '../codecs/tar-entry'
import {
  checkArchive,
  checkFile,
  checkPresent,
  checkRevertedNames,
  checkSingle,
  checkUnlinked,
  type SlotPlan,
} from './edit-rules'
import type { Entry } from './entry'
import type { Layer } from './layer'
import { checkedName, checkFree } from './names-allowed'
import type { BlobId } from './blobs'
import { type EditPlan, patched } from './patched'
import type { Keep } from './plan-adding'
import { checkWritable } from './repack'
import { AS_OPENED, type Present, type Seal, type SlotState } from './slot-state'

/** Another content for a regular file. */
export function planPut(entry: Entry, content: Bytes, keep: Keep): EditPlan {
  checkFile(entry)
  checkSingle(entry, content)
  const isOpened = entry.layer.isOriginalContent(entry.slot, content)
  return { label: `Edit ${entry.name}`, slots: [replaced(entry, isOpened ? null : keep(content))] }
}

/** Entries taken out. Throws LINKED when another entry is a hard link to one of them. */
export function planRemove(entries: readonly Entry[]): EditPlan {
  const leaving = new Set(entries.map(entry => entry.path))
  for (const entry of entries) {
    checkArchive(entry.layer)
    checkUnlinked(entry, leaving)
  }
  const [first] = entries
  const label = first && entries.length === 1 ? `Remove ${first.name}` : `Remove ${entries.length} entries`
  // An entry in a layer goes before the entry that the layer lies in.
  const deepestFirst = entries.toSorted((a, b) => b.layer.depth - a.layer.depth)
  return { label, slots: deepestFirst.map(({ layer, slot }) => ({ layer, slot, after: null })) }
}

/** A new path inside the layer, of a directory for all below it too; their places in the archive stay. */
export function planRename(entry: Entry, name: string): EditPlan {
  const label = `Rename ${entry.name}`
  checkArchive(entry.layer)
  const raw = checkedName(name)
  if (name === entry.name) return { label, slots: [] }
  checkFree(entry.layer, name, entry)
  checkUnlinked(entry, new Set())
  const inside = `${entry.name}/`
  if (entry.kind === 'directory' && name.startsWith(inside)) {
    throw new BootbankError('NAME_INVALID', `${entry.address} cannot be moved into itself.`, { path: name })
  }
  const below = entry.kind === 'directory' ? entry.layer.entries().filter(other => other.name.startsWith(inside)) : []
  const moved = below.map(other => renamed(other, nameFromDisplay(name + other.name.slice(entry.name.length))))
  return { label, slots: [renamed(entry, raw), ...moved] }
}

/**
 * The envelope around a layer taken off, or one put on, with the name that the host looks for. What lies in the layer is not touched: its
 * slots and the edits in them stay. Throws NOT_SEALED for a layer that is so already, or that lies in no archive.
 */
export function planSeal(inner: Layer, seal: Seal): EditPlan {
  const { parent } = inner
  const label = seal === 'sealed' ? `Seal ${inner.name}` : `Unseal ${inner.name}`
  if (!parent)
    throw new BootbankError('NOT_SEALED', `${inner.label} is the opened file itself, not a part of a state.tgz.`, {
      layer: inner.label,
    })
  checkArchive(parent.layer)
  checkWritable(inner)
  if (inner.isSealed === (seal === 'sealed'))
    throw new BootbankError('NOT_SEALED', `${inner.label} is ${inner.isSealed ? 'sealed already' : 'not sealed'}.`, {
      layer: inner.label,
    })
  const name = parent.name.replace(/\.ve$/, '') + (seal === 'sealed' ? '.ve' : '')
  const raw = checkedName(name)
  if (name !== parent.name) {
    checkFree(parent.layer, name, parent)
    checkUnlinked(parent, new Set())
  }
  const { after, ...plan } = renamed(parent, raw)
  const isAsStored = seal === 'unsealed' && inner.opened.wraps[0]?.kind !== 'envelope'
  return { label, slots: [{ ...plan, after: after && { ...unsealed(after), ...(isAsStored ? {} : { seal }) } }] }
}

/** A place in a layer. */
export interface SlotAt {
  readonly layer: Layer
  readonly slot: number
}

/** Slots as they were in the opened file; those of a layer go before the slot that it lies in. Throws NAME_TAKEN. */
export function planRevert(slots: readonly SlotAt[]): EditPlan {
  const byLayer = new Map<Layer, Set<number>>()
  for (const { layer, slot } of slots) byLayer.set(layer, (byLayer.get(layer) ?? new Set()).add(slot))
  for (const [layer, own] of byLayer) {
    checkPresent(layer)
    checkRevertedNames(layer, own)
  }
  const deepestFirst = [...byLayer].toSorted(([a], [b]) => b.depth - a.depth)
  const plans = deepestFirst.flatMap(([layer, own]) =>
    [...own].map(slot => ({ layer, slot, after: openedState(layer, slot) })),
  )
  const [first] = plans
  const name = first && (first.layer.entryAt(first.slot) ?? first.layer.originalEntry(first.slot))?.name
  return { label: plans.length === 1 ? `Revert ${name ?? ''}` : `Revert ${plans.length} entries`, slots: plans }
}

/** Every slot that was changed, in this layer and those inside it, as it was in the opened file. */
export function planRevertAll(root: Layer): EditPlan {
  const slots = changedSlots(root).map(({ layer, slot }) => ({ layer, slot, after: openedState(layer, slot) }))
  return { label: 'Revert all changes', slots }
}

/** Slots that differ from the opened file, in the order of reverting: what lies in a layer that a slot holds comes before the slot, what lies in
 * the one that it held when it was opened comes after. */
export function changedSlots(layer: Layer): readonly SlotAt[] {
  const inside = layer.nestedLayers().flatMap(changedSlots)
  const touched = [...layer.touched].sort((a, b) => a - b)
  const own = touched.flatMap(slot => {
    const isShown = layer.slots[slot]?.content === null
    const opened = layer.origin(slot) && !isShown ? layer.nestedAt(slot, null) : null
    return [{ layer, slot }, ...(opened && 'layer' in opened ? changedSlots(opened.layer) : [])]
  })
  return [...inside, ...own]
}

/** A state that says nothing of a seal. */
function unsealed({ seal: _, ...state }: Present): Present {
  return state
}

/** Another content, which is stored as it is. */
function replaced(entry: Entry, content: BlobId | null): SlotPlan {
  const plan = patched(entry, { content })
  return { ...plan, after: plan.after && unsealed(plan.after) }
}

function renamed(entry: Entry, raw: Uint8Array): SlotPlan {
  const isOpened = entry.origin !== null && Buffer.compare(raw, withoutSlash(rawNameOf(entry.origin))) === 0
  return patched(entry, { name: isOpened ? null : displayName(raw) })
}

/** Raw directory names end in a slash; edits give names without. */
function withoutSlash(rawName: Uint8Array): Uint8Array {
  return rawName.at(-1) === 0x2f ? rawName.subarray(0, -1) : rawName
}

function openedState(layer: Layer, slot: number): SlotState {
  return layer.origin(slot) ? AS_OPENED : null
}
