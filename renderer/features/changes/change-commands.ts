// What can be done with one change: the part of the window's commands that its context menu shows.
import { Copy, FolderTree, type LucideIcon, RotateCcw } from 'lucide-react'
import type { CommandId } from '../../../shared/commands/commands'
import type { Change } from '../../../shared/model/change'
import { showView } from '../../state/layout'
import { focusPane } from '../../state/panes'
import { copyText } from '../../ui/copy-text'
import { text } from '../../ui/text'
import { reveal } from '../../state/tree-store'
import { revert } from './history'

export type ChangeCommandId = Extract<CommandId, 'revert' | 'reveal' | 'copyAddress'>

export interface ChangeCommand {
  readonly icon: LucideIcon
  /** Why it cannot be done with the change, in a sentence; null where it can. */
  readonly whyNot: (change: Change) => string | null
  readonly run: (change: Change) => Promise<void>
}

export const changeCommands: Readonly<Record<ChangeCommandId, ChangeCommand>> = {
  revert: { icon: RotateCcw, whyNot: () => null, run: revert },
  reveal: {
    icon: FolderTree,
    whyNot: change => (change.kinds.includes('removed') ? text.whyNot.there : null),
    run: async change => {
      await reveal(change.node)
      showView('explorer')
      showView('content')
      focusPane('side')
    },
  },
  copyAddress: { icon: Copy, whyNot: () => null, run: async change => void (await copyText(change.address)) },
}
