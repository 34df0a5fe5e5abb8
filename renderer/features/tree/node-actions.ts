// What can be done with one row. Each action hands over typed text first, takes the new status and tells what happened; a
// refusal becomes a notice. Removing needs no question: it is one undo away.
import { bundleText } from '../bundle/text'
import { create } from 'zustand'
import type { FileGrant } from '../../../shared/model/grant'
import type { DocumentId, DocumentStatus } from '../../../shared/model/document'
import type { NodeId, TreeNode } from '../../../shared/model/node'
import { operate } from '../../state/operations'
import { applyStatus, useSession } from '../../state/session'
import { call } from '../../bridge/call'
import { fetchDownload } from '../../bridge/download'
import { announce } from '../../ui/announcer'
import { text } from '../../ui/text'
import { notify, report } from '../../ui/toast'
import { undo } from '../changes/history'
import { flushEdits } from '../editor/pending-edits'
import { pickGrant, releaseGrant } from '../open/pick-file'
import { expand } from '../../state/tree-store'

/** A dialog about one row. */
export type NodeDialog =
  | { readonly kind: 'rename'; readonly node: TreeNode }
  | { readonly kind: 'mode'; readonly node: TreeNode }
  | { readonly kind: 'add'; readonly node: TreeNode; readonly grant: FileGrant }
  | { readonly kind: 'newFolder' | 'newLink'; readonly node: TreeNode }
  | HeaderDialog
  | { readonly kind: 'taken'; readonly message: string; readonly answer: (taken: Taken | null) => void }

export const useNodeDialog = create<{ readonly dialog: NodeDialog | null }>(() => ({ dialog: null }))

/** Opens a dialog about one row. */
export function openNodeDialog(dialog: NodeDialog): void {
  useNodeDialog.setState({ dialog })
}

/** Closes the dialog. A file that was chosen for it and not taken is given back. */
export function closeNodeDialog(): void {
  const { dialog } = useNodeDialog.getState()
  useNodeDialog.setState({ dialog: null })
  if (dialog?.kind === 'add') void releaseGrant(dialog.grant)
  if (dialog?.kind === 'taken') dialog.answer(null)
}

/** What becomes of files whose names are there. */
export type Taken = 'replace' | 'both' | 'skip'

/** Facts of the header of one entry or several, as they are now; an empty text where they differ. */
export type HeaderDialog =
  | { readonly kind: 'modes'; readonly nodes: readonly TreeNode[] }
  | { readonly kind: 'owner'; readonly nodes: readonly TreeNode[]; readonly owner: OwnerTexts }
  | { readonly kind: 'time'; readonly nodes: readonly TreeNode[]; readonly time: string }
  | { readonly kind: 'link'; readonly node: TreeNode; readonly target: string }

export type OwnerTexts = Readonly<Record<'uid' | 'gid' | 'uname' | 'gname', string>>

/** Whether files can be added below the row. */
export function isContainer(node: TreeNode): boolean {
  return node.lock !== 'locked' && (node.row !== 'entry' || node.kind === 'directory' || node.opens !== null)
}

/** Removes entries as one step; the notice offers the way back. */
export function removeNodes([node, ...more]: readonly [TreeNode, ...TreeNode[]]): Promise<void> {
  return attempt(async document => {
    const also = more.map(({ id }) => id)
    applyStatus(await call('edit.remove', { document, node: node.id, ...(also.length > 0 && { also }) }))
    const dismiss = notify({
      tone: 'done',
      message: more.length > 0 ? text.tree.removedMany(more.length + 1) : text.tree.removed(node.name),
      action: { label: text.commands.undo, run: () => void undo().catch(report) },
    })
    // After the next edit the offer would undo that instead.
    const removedAt = useSession.getState().status?.revision
    const unsubscribe = useSession.subscribe(({ status }) => {
      if (status?.revision === removedAt) return
      dismiss()
      unsubscribe()
    })
  })
}

/** Lets the user choose a file whose bytes take the place of the entry's. */
export function replaceNode(node: TreeNode): Promise<void> {
  return attempt(async document => {
    const chosen = await pickGrant()
    if (chosen === null) return
    try {
      applyStatus(await call('edit.replace', { document, node: node.id, grant: chosen.grant }))
      notify({ tone: 'done', message: text.tree.replaced(node.name, chosen.name) })
    } finally {
      await releaseGrant(chosen)
    }
  })
}

/** Lets the user choose a file, then asks for its name below the row. */
export function addBelow(node: TreeNode): Promise<void> {
  return attempt(async () => {
    const grant = await pickGrant()
    if (grant !== null) openNodeDialog({ kind: 'add', node, grant })
  })
}

/** Adds a granted file. Rejects where the name is refused, for the dialog to show. */
export async function addFile(node: TreeNode, name: string, grant: FileGrant): Promise<void> {
  await edited(document => call('edit.add', { document, node: node.id, name, grant: grant.grant }))
  announce(text.tree.added(name))
  await expand(node.id)
}

/** Renames or moves inside the layer. Rejects where the name is refused. */
export async function renameNode(node: TreeNode, name: string): Promise<void> {
  await edited(document => call('edit.rename', { document, node: node.id, name }))
  announce(text.tree.renamed(node.name, name))
}

/** Sets the mode, octal text. Rejects where it is refused. */
export async function setMode(node: TreeNode, mode: string): Promise<void> {
  await edited(document => call('edit.mode', { document, node: node.id, mode }))
  announce(text.tree.modeSet(node.name, mode))
}

/** Takes back what was done to rows, of a folder or a layer all that is in it, as one step. */
export function revertNodes([node, ...more]: readonly [TreeNode, ...TreeNode[]]): Promise<void> {
  return attempt(async document => {
    const also = more.map(({ id }) => id)
    applyStatus(await call('edit.revert', { document, node: node.id, ...(also.length > 0 && { also }) }))
    announce(text.tree.reverted(more.length > 0 ? text.tree.entries(more.length + 1) : node.name))
  })
}

/** Writes the content of a file to a place that the user chooses; of several, or of folders, into a zip. */
export function saveNodes(nodes: readonly [TreeNode, ...TreeNode[]]): Promise<void> {
  const [node, ...more] = nodes
  if (more.length === 0 && node.row === 'entry') return attempt(document => saveContent(document, node.id, node.name))
  const name = more.length === 0 ? `${node.name}.zip` : text.tree.zipName
  return attempt(document =>
    saveAt(
      document,
      nodes.map(({ id }) => id),
      'zip',
      name,
    ),
  )
}

/** Writes the content of an entry to a chosen place and says where it is. */
export function saveContent(document: DocumentId, node: NodeId, name: string): Promise<void> {
  return saveAt(document, [node], 'file', name)
}

async function saveAt(
  document: DocumentId,
  [node = '', ...also]: readonly NodeId[],
  kind: 'file' | 'zip',
  name: string,
): Promise<void> {
  await flushEdits()
  const target = await call('target.choose', { kind, suggestedName: name })
  if (target === null) return
  const asked = { document, node, ...(also.length > 0 && { also }), target: target.target }
  const saved = await operate(text.tree.saving(name), operation => call('node.save', { ...asked, operation }))
  if (saved.download !== null) fetchDownload(saved.download)
  notify({
    tone: 'done',
    message: text.tree.savedTo(saved.label),
    ...(saved.download === null && {
      action: { label: bundleText.show, run: () => void call('target.show', { target: target.target }).catch(report) },
    }),
  })
}

/** Hands typed text over, makes an edit and takes the new status. Rejects where it is refused. */
export async function edited(edit: (document: DocumentId) => Promise<DocumentStatus>): Promise<void> {
  await flushEdits()
  const { opened } = useSession.getState()
  if (opened !== null) applyStatus(await edit(opened.document))
}

async function attempt(action: (document: DocumentId) => Promise<void>): Promise<void> {
  try {
    await flushEdits()
    const { opened } = useSession.getState()
    if (opened !== null) await action(opened.document)
  } catch (thrown) {
    report(thrown)
  }
}
