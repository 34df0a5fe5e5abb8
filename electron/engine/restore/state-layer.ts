// Which part of a document becomes the bundle's state.tgz: the opened file itself, or the state.tgz inside a configBundle.
import type { BackupShape } from '../../../shared/model/host-card'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'
import { LOCAL_NAMES, STATE_NAME } from '../esx/paths'

/** The layer; null where there is none, or where it cannot be opened. Expects the layer chain opened. */
export function stateLayer(document: Document, shape: BackupShape): Layer | null {
  if (shape === 'state') return document.root
  const entry = shape === 'config-bundle' ? containerIn(document.root, [STATE_NAME]) : null
  return entry && document.layerAt(entry)
}

/** The entry that holds the host's files, in a state.tgz. */
export function localEntry(state: Layer): Entry | null {
  return containerIn(state, LOCAL_NAMES)
}

/** By name, because the host looks for it by name; the last of its name wins there. */
export function containerIn(layer: Layer, names: readonly string[]): Entry | null {
  return layer.entries().findLast(entry => entry.kind === 'file' && names.includes(plain(entry.name))) ?? null
}
