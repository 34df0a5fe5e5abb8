// What can be done with one row of the tree: the part of the window's commands that its context menu shows.
import { ClipboardCopy, Download, FilePlus2, FileUp, KeyRound, type LucideIcon, PencilLine, Trash2 } from 'lucide-react'
import type { CommandId } from '../../../shared/commands/commands'
import type { TreeNode } from '../../../shared/model/node'
import { copyText } from '../../ui/copy-text'
import { text } from '../../ui/text'
import { addBelow, isContainer, openNodeDialog, removeNode, replaceNode, saveNode } from './node-actions'

export type NodeCommandId = Extract<
  CommandId,
  'rename' | 'mode' | 'replace' | 'add' | 'saveEntry' | 'copyAddress' | 'remove'
>

export interface NodeCommand {
  readonly icon: LucideIcon
  readonly danger?: boolean
  /** Why it cannot be done with the row, in a sentence; null where it can. */
  readonly whyNot: (node: TreeNode) => string | null
  readonly run: (node: TreeNode) => Promise<void> | void
}

const { whyNot } = text
const entryOnly = (node: TreeNode) => (node.row === 'entry' ? null : whyNot.entry)
const fileOnly = (node: TreeNode) => (node.row === 'entry' && node.kind === 'file' ? null : whyNot.file)

export const nodeCommands: Readonly<Record<NodeCommandId, NodeCommand>> = {
  rename: { icon: PencilLine, whyNot: entryOnly, run: node => openNodeDialog({ kind: 'rename', node }) },
  mode: { icon: KeyRound, whyNot: entryOnly, run: node => openNodeDialog({ kind: 'mode', node }) },
  replace: { icon: FileUp, whyNot: fileOnly, run: replaceNode },
  add: { icon: FilePlus2, whyNot: node => (isContainer(node) ? null : whyNot.container), run: addBelow },
  saveEntry: { icon: Download, whyNot: fileOnly, run: saveNode },
  copyAddress: { icon: ClipboardCopy, whyNot: () => null, run: async node => void (await copyText(node.address)) },
  remove: { icon: Trash2, danger: true, whyNot: entryOnly, run: removeNode },
}
