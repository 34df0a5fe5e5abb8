// Roles of files by the handles of their rows.
import type { FileRole } from '../../shared/model/file-role'
import type { NodeId } from '../../shared/model/node'
import { rolesIn } from '../engine/atlas/role'
import type { Document } from '../engine/document/document'
import type { Settings } from '../engine/settings/settings'
import { entryNode } from './nodes'

/** Every file of the host's tree, with its address. */
export function rolesOf(
  document: Document,
  settings: Settings,
): readonly { readonly node: NodeId; readonly address: string; readonly role: FileRole }[] {
  return rolesIn(document, settings).map(({ entry, facts }) => ({
    node: entryNode(entry),
    address: entry.address,
    role: facts.role,
  }))
}
