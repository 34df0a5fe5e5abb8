// Files from outside put into the tree, by a drop on a row or by pasting: added to the folder of that row with owner, mode and T flag of the
// files beside them, as one step of undo. Trap: the overlay of the window listens first, and leaves alone what is over a row here.
import { create } from 'zustand'
import type { DocumentId } from '../../../shared/model/document'
import { BootbankError } from '../../../shared/model/errors'
import type { NodeId, TreeNode } from '../../../shared/model/node'
import type { FileGrant } from '../../../shared/model/grant'
import { call } from '../../bridge/call'
import { operate } from '../../state/operations'
import { applyStatus, useSession } from '../../state/session'
import { nodeOf, parentOf } from '../../state/tree-state'
import { expand, useTree } from '../../state/tree-store'
import { text } from '../../ui/text'
import { notify, report } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'
import { grantOf, releaseGrant } from '../open/pick-file'
import { deepestDrop, type DroppedTree, mostDropped, treeOf } from './dropped-tree'
import { isContainer, openNodeDialog, type Taken } from './node-actions'

/** The row that what is dragged over the window would be added to. */
export const useDropTarget = create<{ readonly node: NodeId | null }>(() => ({ node: null }))

/** The folder that a place of the page stands for: that of the row there, or the one that the row lies in; null where there is none. */
export function folderAt(target: EventTarget | null): TreeNode | null {
  const id =
    target instanceof Element ? (target.closest('[role=tree] [data-row]')?.getAttribute('data-row') ?? null) : null
  return id === null ? null : folderOf(id)
}

/** The row itself where files can be added to it, else the row that it lies in. */
export function folderOf(id: NodeId): TreeNode | null {
  const tree = useTree.getState()
  const node = nodeOf(tree, id)
  if (node === null || isContainer(node)) return node
  const parent = parentOf(tree, id)
  const around = parent === null ? null : nodeOf(tree, parent)
  return around !== null && isContainer(around) ? around : null
}

/** Marks the row that a drag is over; null once it is over none. */
export function markDropTarget(node: NodeId | null): void {
  if (useDropTarget.getState().node !== node) useDropTarget.setState({ node })
}

/** Adds what a drop or the clipboard holds to a folder. */
export async function addDropped(folder: TreeNode, transfer: DataTransfer): Promise<void> {
  try {
    // Before anything waits: the event's data is gone after it.
    const reading = treeOf<File>(transfer)
    await flushEdits()
    const dropped = await reading
    if ('kind' in dropped) {
      const message =
        dropped.kind === 'many' ? text.tree.tooManyFiles(mostDropped) : text.tree.tooDeep(dropped.name, deepestDrop)
      notify({ tone: 'failed', message })
      return
    }
    const { opened } = useSession.getState()
    if (opened !== null && dropped.files.length + dropped.folders.length > 0)
      await add(opened.document, folder, dropped)
  } catch (thrown) {
    report(thrown)
  }
}

async function add(document: DocumentId, folder: TreeNode, { files, folders }: DroppedTree<File>): Promise<void> {
  const grants: FileGrant[] = []
  try {
    await operate(text.tree.addingFiles(files.length), async operation => {
      for (const { file } of files) grants.push(await grantOf(file, operation))
    })
    const names = files.map(({ name }) => name)
    const done = await addAll(document, folder, names, grants, folders)
    if (!done) return
    await expand(folder.id)
    const lost = await notKept(document, folder, names)
    const said = text.tree.addedFiles(files.length, folder.name)
    notify({ tone: 'done', message: lost > 0 ? `${said} ${text.tree.notKept(lost)}` : said })
  } finally {
    await Promise.all(grants.map(releaseGrant))
  }
}

/** False where names are taken and the user wants none of it. */
async function addAll(
  document: DocumentId,
  { id }: TreeNode,
  names: string[],
  granted: readonly FileGrant[],
  folders: readonly string[],
): Promise<boolean> {
  const request = { document, node: id, names, grants: granted.map(({ grant }) => grant), folders: [...folders] }
  try {
    applyStatus(await call('edit.addFiles', { ...request, taken: 'refuse' }))
    return true
  } catch (thrown) {
    if (!(thrown instanceof BootbankError) || thrown.code !== 'NAME_TAKEN') throw thrown
    const taken = await askTaken(thrown.message)
    if (taken === null) return false
    applyStatus(await call('edit.addFiles', { ...request, taken }))
    return true
  }
}

/** Asks what becomes of names that are there. */
export function askTaken(message: string): Promise<Taken | null> {
  return new Promise(answer => openNodeDialog({ kind: 'taken', message, answer }))
}

/** How many of the added files the host need not keep, by what the backup's release knows. */
async function notKept(document: DocumentId, folder: TreeNode, names: readonly string[]): Promise<number> {
  const prefix = folder.opens === null ? (folder.address === '' ? '' : `${folder.address}/`) : `${folder.address}!/`
  const added = new Set(names.map(name => plain(prefix + name)))
  const roles = await call('files.roles', { document })
  return roles.filter(({ address, role }) => role === 'unknown' && added.has(plain(address))).length
}

function plain(address: string): string {
  return address.replace(/(^|!\/)\.\//, '$1')
}
