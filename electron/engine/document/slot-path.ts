// Where an entry is, as data: the slots from the outermost archive inwards, such as `0/3/17`: slot 17 of the layer in slot 3 of the
// layer in slot 0 of the opened file. A slot is a place in an archive and never moves, so a path holds through edits and undo, and
// does not depend on which layers were opened first.

/** Path of an entry. */
export type SlotPath = string
/** Path of the entry that a layer lies in; empty for the outermost layer. */
export type LayerPath = string

/** The path of a slot in a layer. */
export function slotPath(layer: LayerPath, slot: number): SlotPath {
  return layer === '' ? String(slot) : `${layer}/${slot}`
}

/** The slots of a path from the outside inwards, none for the outermost layer; null for text that is not a path. */
export function slotsOf(path: SlotPath | LayerPath): readonly number[] | null {
  if (path === '') return []
  return /^[0-9]{1,9}(\/[0-9]{1,9})*$/.test(path) ? path.split('/').map(Number) : null
}

/** The layer and the slot in it that a path names. Throws RangeError for text that is not a path. */
export function splitSlotPath(path: SlotPath): { readonly layer: LayerPath; readonly slot: number } {
  const slot = slotsOf(path)?.at(-1)
  if (slot === undefined) throw new RangeError(`"${path}" is not a slot path`)
  return { layer: path.slice(0, Math.max(0, path.lastIndexOf('/'))), slot }
}
