// The context menu of a change.
import { commandTable } from '../../../shared/commands/commands'
import type { Change } from '../../../shared/model/change'
import { shortcutOf } from '../../state/commands'
import type { MenuItem } from '../../ui/menu'
import { report } from '../../ui/toast'
import { changeCommands } from './change-commands'

/** The items for a change; what makes no sense for it is disabled. */
export function changeItems(change: Change): readonly MenuItem[] {
  return (['revert', 'reveal', 'copyAddress'] as const).map(id => {
    const { icon, whyNot, run } = changeCommands[id]
    const shortcut = shortcutOf(id)
    return {
      id,
      title: commandTable[id].title,
      icon,
      enabled: whyNot(change) === null,
      separated: id === 'copyAddress',
      ...(shortcut !== '' && { shortcut }),
      run: () => void run(change).catch(report),
    }
  })
}
