// Opening a locked layer with a key that the user gives, and showing the document as it is then. The key is handed on and kept nowhere.
import type { OpenedDocument } from '../../../shared/model/document'
import type { TreeNode } from '../../../shared/model/node'
import { call } from '../../bridge/call'
import { showDocument, useSession } from '../../state/session'
import { reveal, startTree, useTree } from '../../state/tree-store'
import type { WindowState } from '../../state/window-state'
import { notify, report } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'
import { pickGrant, releaseGrant } from '../open/pick-file'
import { takeWaiting } from '../open/unfinished'
import { offerUnfinished } from '../open/unfinished-dialog'
import { keysText } from './text'

/** The locked layer that a command is about: the selected one, else the first that the explorer has. */
export function lockedNode({ node }: WindowState): TreeNode | null {
  if (node?.lock === 'locked') return node
  for (const rows of useTree.getState().children.values()) {
    const found = rows.find(row => row.lock === 'locked')
    if (found) return found
  }
  return null
}

/** Opens it with typed digits. Rejects why the key is refused. */
export async function unlockWith(node: TreeNode, key: string): Promise<void> {
  const document = await ready()
  if (document !== null) await show(node, await call('layer.unlock', { document, node: node.id, key }))
}

/** Lets the user choose the file, and opens the layer with the key in it. Resolves false where none was chosen. Rejects why it is refused. */
export async function unlockFrom(node: TreeNode, holds: 'key' | 'encryption-info'): Promise<boolean> {
  const chosen = await pickGrant()
  const document = await ready()
  if (chosen === null || document === null) return false
  try {
    await show(node, await call('layer.unlockFrom', { document, node: node.id, grant: chosen.grant, holds }))
  } finally {
    await releaseGrant(chosen)
  }
  return true
}

/** The same, where a refusal becomes a notice. */
export async function unlockWithInfo(node: TreeNode): Promise<void> {
  try {
    await unlockFrom(node, 'encryption-info')
  } catch (thrown) {
    report(thrown)
  }
}

async function ready(): Promise<string | null> {
  await flushEdits()
  return useSession.getState().opened?.document ?? null
}

async function show(node: TreeNode, opened: OpenedDocument): Promise<void> {
  const { opened: before, grant } = useSession.getState()
  if (before?.document !== opened.document || grant === null) return
  showDocument(opened, grant)
  const { changes } = opened.status
  await startTree({ ...opened, root: { ...opened.root, change: changes > 0 ? 'inside' : null } })
  await reveal(node.id)
  notify({ tone: 'done', message: keysText.opened(node.name) })
  const waiting = takeWaiting(opened.document)
  if (waiting) offerUnfinished(waiting, opened.document)
}
