// What can be done with rows of the tree: the part of the window's commands that their context menu shows. Some act on several rows at
// once, as one step of undo; the others say that they do not.
import {
  CalendarClock,
  ClipboardCopy,
  ClipboardPaste,
  Download,
  FilePlus2,
  FileUp,
  FolderPlus,
  KeyRound,
  Link,
  Link2,
  type LucideIcon,
  PencilLine,
  RotateCcw,
  Trash2,
  UserRound,
} from 'lucide-react'
import type { CommandId } from '../../../shared/commands/commands'
import type { TreeNode } from '../../../shared/model/node'
import { text } from '../../ui/text'
import { copyRows, hasCopied, pasteCopied } from './copied'
import { askLink, askMode, askOwner, askTime } from './header-actions'
import { addBelow, isContainer, openNodeDialog, removeNodes, replaceNode, revertNodes, saveNodes } from './node-actions'

export type NodeCommandId = Extract<
  CommandId,
  | 'rename'
  | 'mode'
  | 'owner'
  | 'time'
  | 'link'
  | 'replace'
  | 'add'
  | 'newFolder'
  | 'newLink'
  | 'saveEntry'
  | 'copyAddress'
  | 'paste'
  | 'remove'
  | 'revert'
>

/** At least one row. */
type Nodes = readonly [TreeNode, ...TreeNode[]]

export interface NodeCommand {
  readonly icon: LucideIcon
  readonly danger?: boolean
  /** Why it cannot be done with the rows, in a sentence; null where it can. */
  readonly whyNot: (nodes: readonly TreeNode[]) => string | null
  /** Does nothing without a row. */
  readonly run: (nodes: readonly TreeNode[]) => Promise<void> | void
}

const { whyNot } = text
const entryOnly = (node: TreeNode) => (node.row === 'entry' ? null : whyNot.entry)
const fileOnly = (node: TreeNode) => (node.row === 'entry' && node.kind === 'file' ? null : whyNot.file)
const fileOrFolder = (node: TreeNode) =>
  (node.row === 'entry' && node.kind === 'file') || node.row === 'folder' ? null : whyNot.files
const changed = (node: TreeNode) => (node.row !== 'file' && node.change !== null ? null : whyNot.unchanged)
const container = (node: TreeNode) => (isContainer(node) ? null : whyNot.container)
const linkOnly = (node: TreeNode) => (node.kind === 'symlink' || node.kind === 'hardlink' ? null : whyNot.link)

/** For one row alone. */
function one(
  icon: LucideIcon,
  whyNotFor: (node: TreeNode) => string | null,
  run: (node: TreeNode) => Promise<void> | void,
): NodeCommand {
  return {
    icon,
    whyNot: ([node, ...more]) => (node === undefined ? whyNot.row : more.length > 0 ? whyNot.one : whyNotFor(node)),
    run: ([node]) => (node === undefined ? undefined : run(node)),
  }
}

/** For one row or several. */
function many(
  icon: LucideIcon,
  whyNotFor: (node: TreeNode) => string | null,
  run: (nodes: Nodes) => Promise<void> | void,
): NodeCommand {
  return {
    icon,
    whyNot: nodes => (nodes.length === 0 ? whyNot.row : (nodes.map(whyNotFor).find(reason => reason !== null) ?? null)),
    run: ([first, ...rest]) => (first === undefined ? undefined : run([first, ...rest])),
  }
}

export const nodeCommands: Readonly<Record<NodeCommandId, NodeCommand>> = {
  rename: one(PencilLine, entryOnly, node => openNodeDialog({ kind: 'rename', node })),
  mode: many(KeyRound, entryOnly, askMode),
  owner: many(UserRound, entryOnly, askOwner),
  time: many(CalendarClock, entryOnly, askTime),
  link: one(Link, linkOnly, askLink),
  replace: one(FileUp, fileOnly, replaceNode),
  add: one(FilePlus2, container, addBelow),
  newFolder: one(FolderPlus, container, node => openNodeDialog({ kind: 'newFolder', node })),
  newLink: one(Link2, container, node => openNodeDialog({ kind: 'newLink', node })),
  saveEntry: many(Download, fileOrFolder, saveNodes),
  copyAddress: many(ClipboardCopy, () => null, copyRows),
  paste: one(ClipboardPaste, node => (hasCopied() ? container(node) : whyNot.copied), pasteCopied),
  remove: { ...many(Trash2, entryOnly, removeNodes), danger: true },
  revert: many(RotateCcw, changed, revertNodes),
}
