// What collections and the copies in them are called, the same in window and command line.
import type { CollectionKind, CopyKind } from '../model/collection'

const kinds: Readonly<Record<CollectionKind, string>> = {
  'vm-support': 'vm-support bundle',
  uac: 'UAC collection',
  archive: 'tar archive',
  folder: 'folder',
}

const copies: Readonly<Record<CopyKind, string>> = {
  state: 'saved state',
  'config-bundle': 'configBundle',
  local: 'inner archive of a saved state',
  'esx-conf': 'esx.conf, with the loose files beside it',
  'config-store': 'ConfigStore, with the loose files beside it',
}

/** What a collection is called. */
export function collectionKindText(kind: CollectionKind): string {
  return kinds[kind]
}

/** What a copy in a collection is called. */
export function copyKindText(kind: CopyKind): string {
  return copies[kind]
}
