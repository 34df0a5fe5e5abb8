// The layers that a host reads, outermost first: configBundle → state.tgz → local.tgz(.ve). Which of them the opened file is, is told
// by what it holds; the host itself finds each by its name.
import { BootbankError } from '../../../shared/model/errors'
import type { BackupShape } from '../../../shared/model/host-card'
import { throwIfCancelled } from '../codecs/context'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import type { OpenLayerOptions } from '../document/opening'
import { plain } from '../document/plain-name'
import { ESX_CONF_PATH, LOCAL_NAMES, STATE_NAME } from './paths'

/** What the file is, by what it holds. */
export function shapeOf(document: Document): BackupShape {
  const names = new Set(document.root.entries().map(entry => plain(entry.name)))
  if (names.has(STATE_NAME)) return 'config-bundle'
  if (LOCAL_NAMES.some(name => names.has(name))) return 'state'
  if (names.has(ESX_CONF_PATH) || [...names].some(name => name.startsWith('etc/vmware/'))) return 'local'
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

/** An archive that a host opens on its way to its files. */
export function isLink(entry: Entry): boolean {
  return entry.kind === 'file' && entry.opens !== null && [STATE_NAME, ...LOCAL_NAMES].includes(plain(entry.name))
}

/** Opens the layers of the chain, and no other archive that may lie in it; gives why a link could not be opened, or not to its end.
 * Throws only CANCELLED. */
export async function openNest(document: Document, options: OpenLayerOptions = {}): Promise<readonly BootbankError[]> {
  const problems: BootbankError[] = document.root.problem ? [document.root.problem] : []
  const descend = async (layer: Layer): Promise<void> => {
    for (const entry of layer.entries().filter(isLink)) {
      throwIfCancelled(options.signal)
      try {
        const inner = await document.openLayer(entry, options)
        if (inner.problem) problems.push(inner.problem)
        await descend(inner)
      } catch (error) {
        if (!(error instanceof BootbankError) || error.code === 'CANCELLED') throw error
        problems.push(error)
      }
    }
  }
  await descend(document.root)
  return problems
}

/** Open layers of the chain, outermost first. */
export function nestOf(document: Document): readonly Layer[] {
  const found: Layer[] = []
  const descend = (layer: Layer): void => {
    found.push(layer)
    for (const entry of layer.entries().filter(isLink)) {
      const inner = document.layerAt(entry)
      if (inner) descend(inner)
    }
  }
  descend(document.root)
  return found
}
