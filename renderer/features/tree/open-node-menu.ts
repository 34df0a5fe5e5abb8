import type { TreeNode } from '../../../shared/model/node'
import { windowState } from '../../state/window-state'
import { openMenu } from '../../ui/menu'
import { text } from '../../ui/text'
import { nodeItems } from './node-menu'

/** Opens the menu of a row, or of all that are chosen, at a place of the window in pixels. */
export function openNodeMenu(node: TreeNode, x: number, y: number): void {
  const { nodes } = windowState()
  const several = nodes.length > 1
  const label = several ? text.tree.chosen(nodes.length) : node.name
  openMenu({ label, items: nodeItems(several ? nodes : [node]), x, y })
}
