// The path of a row inside its own layer, as the rename dialog shows it. Addresses end in `#2` for the second entry of a
// name; that belongs to the address, not to the name.
import type { TreeNode } from '../../../shared/model/node'

/** What follows the last `!/` of the address, such as `etc/hosts`. */
export function pathInLayer(node: Pick<TreeNode, 'address' | 'name'>): string {
  const path = node.address.slice(layerPrefix(node.address).length)
  const counted = /#\d+$/.exec(path)
  return counted !== null && !node.name.endsWith(counted[0]) ? path.slice(0, counted.index) : path
}

/** What precedes the path, such as `local.tgz!/`; empty in the outermost archive. */
export function layerPrefix(address: string): string {
  const mark = address.lastIndexOf('!/')
  return mark < 0 ? '' : address.slice(0, mark + 2)
}
