// Opening a locked layer, or a locked file, with a key that the user gives, and showing the document as it is then. The key is handed on and kept nowhere.
import type { OpenedDocument } from '../../../shared/model/document'
import type { TreeNode } from '../../../shared/model/node'
import { call } from '../../bridge/call'
import { showDocument, useSession } from '../../state/session'
import { reveal, startTree, useTree } from '../../state/tree-store'
import type { WindowState } from '../../state/window-state'
import { notify, report } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'
import { openRefused } from '../open/open-document'
import { pickGrant, releaseGrant } from '../open/pick-file'
import { takeWaiting } from '../open/unfinished'
import { offerUnfinished } from '../open/unfinished-dialog'
import type { KeyTarget } from './key-dialog-state'
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
export async function unlockWith(target: KeyTarget, key: string): Promise<void> {
  if (target.kind === 'file')
    return openRefused((grant, operation) => call('document.openWithKey', { grant, operation, key }))
  const { node } = target
  const document = await ready()
  if (document !== null) await show(node, await call('layer.unlock', { document, node: node.id, key }))
}

/** Lets the user choose the file, and opens it with the key in that. Resolves false where none was chosen. Rejects why it is refused. */
export async function unlockFrom(target: KeyTarget, holds: 'key' | 'encryption-info'): Promise<boolean> {
  const chosen = await pickGrant()
  if (chosen === null) return false
  const keyGrant = chosen.grant
  try {
    if (target.kind === 'file') {
      await openRefused((grant, operation) => call('document.openWithKeyFile', { grant, operation, keyGrant, holds }))
      return true
    }
    const { node } = target
    const document = await ready()
    if (document === null) return false
    await show(node, await call('layer.unlockFrom', { document, node: node.id, grant: keyGrant, holds }))
  } finally {
    await releaseGrant(chosen)
  }
  return true
}

/** The same, where a refusal becomes a notice. */
export async function unlockWithInfo(target: KeyTarget): Promise<void> {
  try {
    await unlockFrom(target, 'encryption-info')
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
