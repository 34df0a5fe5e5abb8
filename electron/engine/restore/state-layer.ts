// Which part of a document becomes the bundle's state.tgz: the opened file itself, or the state.tgz inside a configBundle.
import type { BackupShape } from '../../../shared/model/host-card'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'

/** The layer; null where there is none, or where it cannot be opened. Expects all layers opened. */
export function stateLayer(document: Document, shape: BackupShape): Layer | null {
  if (shape === 'state') return document.root
  const entry = shape === 'config-bundle' ? containerIn(document.root, ['state.tgz']) : null
  return entry && document.layerAt(entry)
}

/** The entry that holds the host's files, in a state.tgz. */
export function localEntry(state: Layer): Entry | null {
  return containerIn(state, ['local.tgz', 'local.tgz.ve'])
}

/** By name, because the host looks for it by name; the last of its name wins there. */
export function containerIn(layer: Layer, names: readonly string[]): Entry | null {
  return layer.entries().findLast(entry => entry.kind === 'file' && names.includes(plain(entry.name))) ?? null
}
