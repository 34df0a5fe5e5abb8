// The role of a file: whether the host keeps it, and how that is known.
import type { RoleFacts } from '../../../shared/model/file-role'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'
import { LOCAL_NAMES, STATE_NAME } from '../esx/paths'
import type { Settings } from '../settings/settings'
import { keptFiles } from './kept-files'
import { olderList } from './older-list'

const meaning = {
  config: 'Kept as configuration',
  vital: 'Kept, and vital to the host',
  cached: 'Kept as cached',
} as const

/** The role of a regular file of the host's own tree; null for folders, links, and for what only wraps that tree. */
export function roleOf(entry: Entry, settings: Settings): RoleFacts | null {
  if (entry.kind !== 'file' || !isHostTree(entry.layer)) return null
  const path = plain(entry.name)
  const files = keptFiles(settings)
  const kept = files.get(path)
  if (kept)
    return { role: kept.type, sentence: `${meaning[kept.type]}: this backup's own schema lists it as ${kept.key}.` }
  if (entry.tFlag) return { role: 't-flag', sentence: 'Kept because it carries the T flag (mode bit 01000).' }
  if (files.size > 0) {
    return {
      role: 'unknown',
      sentence:
        'Not known to this release: its schema does not list the file and it has no T flag, so nothing says that the host keeps it.',
    }
  }
  return olderList.has(path)
    ? {
        role: 'listed',
        sentence: 'Kept by older releases: on the list of files in the description of their saved state.',
      }
    : {
        role: 'unknown',
        sentence:
          'Whether the host keeps it is not known: this backup carries no list of its own, and the file is not on that of older releases.',
      }
}

/** Files of the host's tree with their roles, in archive order. */
export function rolesIn(
  document: Document,
  settings: Settings,
): readonly { readonly entry: Entry; readonly facts: RoleFacts }[] {
  return document.layers().flatMap(layer =>
    layer.entries().flatMap(entry => {
      const facts = roleOf(entry, settings)
      return facts ? [{ entry, facts }] : []
    }),
  )
}

/** The innermost link of the chain: a layer with a folder etc that holds no further link, and lies in none but links itself. */
function isHostTree(layer: Layer): boolean {
  const known = trees.get(layer.entries())
  if (known !== undefined) return known
  const entries = layer.entries()
  const isTree = !entries.some(isLink) && holds(layer) && entries.some(entry => plain(entry.name).startsWith('etc/'))
  trees.set(layer.entries(), isTree)
  return isTree
}

/** By the list of entries, which is another one after an edit. */
const trees = new WeakMap<readonly Entry[], boolean>()

function holds(layer: Layer): boolean {
  const { parent } = layer
  return parent === null || (isLink(parent) && holds(parent.layer))
}

const links: readonly string[] = [STATE_NAME, ...LOCAL_NAMES]

function isLink(entry: Entry): boolean {
  return entry.kind === 'file' && links.includes(plain(entry.name))
}
