// The context menu of a row: the commands about entries, in the order and with the lines of the shared table.
import { commandIds, commandTable } from '../../../shared/commands/commands'
import type { TreeNode } from '../../../shared/model/node'
import { shortcutOf } from '../../state/commands'
import type { MenuItem } from '../../ui/menu'
import { report } from '../../ui/toast'
import { type NodeCommandId, nodeCommands } from './node-commands'

/** The items for rows; what makes no sense for them is disabled. */
export function nodeItems(nodes: readonly TreeNode[]): readonly MenuItem[] {
  return commandIds.filter(isNodeCommand).map(id => {
    const { icon, danger = false, whyNot, run } = nodeCommands[id]
    const { title, separated = false, places } = commandTable[id]
    // Of a command that has its keys in another place, they mean something else here.
    const shortcut = places === undefined || places.includes('tree') ? shortcutOf(id) : ''
    return {
      id,
      title,
      icon,
      danger,
      separated,
      enabled: whyNot(nodes) === null,
      ...(shortcut !== '' && { shortcut }),
      run: () => void Promise.resolve(run(nodes)).catch(report),
    }
  })
}

function isNodeCommand(id: string): id is NodeCommandId {
  return Object.hasOwn(nodeCommands, id)
}
