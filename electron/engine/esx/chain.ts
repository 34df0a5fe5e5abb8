// The layers that a host reads, outermost first: configBundle → state.tgz → local.tgz(.ve). Which of them the opened file is, is told
// by what it holds; the host itself finds each by its name.
import type { BackupShape } from '../../../shared/model/host-card'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'
import { ESX_CONF_PATH, LOCAL_NAMES, STATE_NAME, VMWARE_FOLDER } from './paths'

/** What the file is, by what it holds. */
export function shapeOf(document: Document): BackupShape {
  const names = new Set(document.root.entries().map(entry => plain(entry.name)))
  if (names.has(STATE_NAME)) return 'config-bundle'
  if (LOCAL_NAMES.some(name => names.has(name))) return 'state'
  if (names.has(ESX_CONF_PATH) || [...names].some(name => name.startsWith(VMWARE_FOLDER))) return 'local'
  return 'archive'
}

/** The layer that becomes the bundle's state.tgz; null where there is none, or where it is not open. */
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
