// What can be done with one change: its context menu, and the actions behind it.
import { FolderTree, RotateCcw, Copy } from 'lucide-react'
import type { Change } from '../../../shared/model/change'
import { showTab } from '../../app/layout'
import { focusPane } from '../../app/panes'
import type { MenuItem } from '../../ui/menu'
import { text } from '../../ui/text'
import { report } from '../../ui/toast'
import { copyText } from '../../ui/copy-text'
import { reveal } from '../tree/tree-store'
import { revert } from './history'

/** The menu of a change. */
export function changeItems(change: Change): readonly MenuItem[] {
  return [
    {
      id: 'revert',
      title: text.changes.revertOne,
      icon: RotateCcw,
      shortcut: text.keys.delete,
      run: () => void revertChange(change),
    },
    {
      id: 'reveal',
      title: text.changes.showInExplorer,
      icon: FolderTree,
      enabled: !change.kinds.includes('removed'),
      run: () => void revealChange(change),
    },
    { id: 'copy', title: text.tree.copyAddress, icon: Copy, separated: true, run: () => void copyText(change.address) },
  ]
}

/** Reverts; a refusal becomes a notice. */
export async function revertChange(change: Change): Promise<void> {
  await revert(change).catch(report)
}

/** Shows the entry in the explorer. */
export async function revealChange(change: Change): Promise<void> {
  try {
    await reveal(change.node)
    showTab('explorer')
    focusPane('side')
  } catch (thrown) {
    report(thrown)
  }
}
