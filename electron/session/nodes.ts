// The handles of rows, and what they stand for now. A handle survives every edit: a slot never moves, a folder is its path. It does
// not depend on which layers were opened first.
//   f               the opened file
//   0/17            the entry in slot 17 of the layer in slot 0
//   0:etc/vmware    a folder of the layer in slot 0
//   :etc            a folder of the outermost layer
import { assertNever } from '../../shared/model/assert-never'
import type { NodeId } from '../../shared/model/node'
import { BootbankError } from '../../shared/model/errors'
import type { Document } from '../engine/document/document'
import type { Entry } from '../engine/document/entry'
import type { Layer } from '../engine/document/layer'
import { type LayerPath, slotPath, slotsOf, splitSlotPath } from '../engine/document/slot-path'
import { type Folder, folderAt, isFolder, segmentsOf } from './outline'

export const fileNode: NodeId = 'f'

/** What a handle stands for. */
export type Place =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'folder'; readonly folder: Folder }
  | { readonly kind: 'entry'; readonly entry: Entry }

/** The handle of a folder; `path` is its path in the layer. */
export function folderNode(layer: Layer, path: string): NodeId {
  return `${layer.path}:${path}`
}

/** The handle of a slot. */
export function slotNode(layer: Layer, slot: number): NodeId {
  return slotPath(layer.path, slot)
}

/** The row an entry is shown in: a directory entry is its folder's. */
export function entryNode(entry: Entry): NodeId {
  return isFolder(entry) ? folderNode(entry.layer, segmentsOf(entry.name).join('/')) : entry.path
}

/** What is there now. Throws ADDRESS_NOT_FOUND for what was removed or never was. */
export function placeOf(document: Document, node: NodeId): Place {
  if (node === fileNode) return { kind: 'file', name: document.name }
  const slot = slotOf(document, node)
  if (slot) {
    const entry = slot.layer.entryAt(slot.slot)
    if (!entry) throw gone()
    const folder = isFolder(entry) ? folderAt(entry.layer, segmentsOf(entry.name).join('/')) : null
    return folder ? { kind: 'folder', folder } : { kind: 'entry', entry }
  }
  const border = node.indexOf(':')
  const folder = border === -1 ? null : folderAt(layerOf(document, node.slice(0, border)), node.slice(border + 1))
  if (!folder || folder.path === '') throw gone()
  return { kind: 'folder', folder }
}

/** The tar entry of a row: a folder has one only where the archive holds a directory entry. Throws NOT_A_FILE. */
export function entryOf(place: Place): Entry {
  switch (place.kind) {
    case 'entry':
      return place.entry
    case 'folder': {
      const { own, layer, path } = place.folder
      if (own) return own
      const message = `${layer.prefix}${path} is a folder, which is only the path of its files. Choose a file inside it.`
      throw new BootbankError('NOT_A_FILE', message, { layer: layer.label, path })
    }
    case 'file': {
      const message = `${place.name} is the opened file itself. Choose a file inside it.`
      throw new BootbankError('NOT_A_FILE', message, { layer: place.name })
    }
    default:
      return assertNever(place)
  }
}

/** The entries of rows, of a folder all that are in it; each once, though a folder and what is in it may both be among them. */
export function entriesAt(document: Document, nodes: readonly NodeId[]): readonly Entry[] {
  const entries = nodes.flatMap(node => {
    const place = placeOf(document, node)
    return place.kind === 'folder' ? place.folder.allEntries() : [entryOf(place)]
  })
  return [...new Map(entries.map(entry => [entry.path, entry])).values()]
}

/** The slot that an entry's handle names, whether or not something is in it now; null for other handles. */
export function slotOf(document: Document, node: NodeId): { readonly layer: Layer; readonly slot: number } | null {
  if (!slotsOf(node)?.length) return null
  const { layer, slot } = splitSlotPath(node)
  return { layer: layerOf(document, layer), slot }
}

/** Handles of the rows around an entry's place and its own, outermost first. */
export function pathTo(layer: Layer, segments: readonly string[], self: NodeId): readonly NodeId[] {
  const folders = segments.map((_segment, index) => folderNode(layer, segments.slice(0, index + 1).join('/')))
  return [...pathToLayer(layer), ...folders.slice(0, -1), self]
}

function pathToLayer(layer: Layer): readonly NodeId[] {
  if (!layer.parentLayer) return [fileNode]
  const entry = layer.parent ?? layer.parentLayer.originalEntry(layer.parentSlot)
  return pathTo(layer.parentLayer, segmentsOf(entry?.name ?? ''), slotNode(layer.parentLayer, layer.parentSlot))
}

function layerOf(document: Document, path: LayerPath): Layer {
  const layer = document.layerOf(path)
  if (!layer) throw gone()
  return layer
}

function gone(): BootbankError {
  return new BootbankError('ADDRESS_NOT_FOUND', 'This entry is not there any more: it was removed or renamed.')
}
