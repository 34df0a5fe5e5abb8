// Which files of a collection are copies of a host's state, by path alone, and what a collection is known by. Sources: docs/formats.md,
// section 12.
import type { CollectionKind, CopyKind } from '../../../shared/model/collection'

const ESX_CONF = 'etc/vmware/esx.conf'
const CONFIG_STORE = /^(?:|.*\/)var\/lib\/vmware\/configstore\/backup\/(?:current|previous)-store-\d+$/
/** Pieces of a file that vm-support cut up; reconstruct.sh in the bundle puts them together. */
const FRAGMENT = /\.FRAG-\d+$/i

/** What a path tells of a file. */
export interface KnownPath {
  readonly kind: CopyKind
  /** Only a piece of the file. */
  readonly isFragment: boolean
}

/** Null for a file that is not a copy of a state. */
export function knownPath(path: string): KnownPath | null {
  const whole = path.replace(FRAGMENT, '')
  const kind = kindOf(whole)
  return kind && { kind, isFragment: whole !== path }
}

function kindOf(path: string): CopyKind | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (name === 'state.tgz') return 'state'
  if (name === 'local.tgz' || name === 'local.tgz.ve') return 'local'
  if (/^configbundle-.*\.tgz$/.test(name)) return 'config-bundle'
  if (path === ESX_CONF || path.endsWith(`/${ESX_CONF}`)) return 'esx-conf'
  return CONFIG_STORE.test(path) ? 'config-store' : null
}

/** The path without what only says «here». */
export function plainPath(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '')
}

/** Where the root folder of the host is, of which a loose file is a copy: empty, or with a slash at its end. */
export function hostRoot(path: string, kind: 'esx-conf' | 'config-store'): string {
  return path.slice(0, path.lastIndexOf(kind === 'esx-conf' ? ESX_CONF : 'var/lib/vmware/configstore/'))
}

/** The path of a file of the host below its root, where it is one that a state keeps; else null. */
export function looseName(path: string, root: string): string | null {
  if (!path.startsWith(root)) return null
  const name = path.slice(root.length)
  return /^(?:etc|var\/lib\/vmware\/configstore)\/./.test(name) ? name : null
}

/** What a collection is, by the paths at its beginning; null for an archive that may be anything. */
export function collectionKind(paths: readonly string[]): Exclude<CollectionKind, 'archive' | 'folder'> | null {
  for (const path of paths) {
    const [top = '', second = ''] = path.split('/')
    if (/^(?:esx|vm-support)-.+-\d{4}-\d\d-\d\d--\d\d\.\d\d(?:[-.]\d+)?$/.test(top)) return 'vm-support'
    if (top === '[root]' || (top.startsWith('uac-') && second === '[root]')) return 'uac'
    if (top === 'uac.log' || (top.startsWith('uac-') && second === 'uac.log')) return 'uac'
  }
  return null
}
