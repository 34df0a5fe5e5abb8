// The tree of the open document: which folders are loaded and expanded, which row has the focus, which is shown. Children
// are asked for when a folder is expanded. Trap: answers may arrive after another document was opened; they are dropped.
import { create } from 'zustand'
import type { DocumentId, OpenedDocument } from '../../shared/model/document'
import type { FileRole } from '../../shared/model/file-role'
import type { NodeId, TreeNode } from '../../shared/model/node'
import { call } from '../bridge/call'
import { report } from '../ui/toast'
import { holdsAny } from './stale'
import { nodeOf, noTree, parentOf, reshape, type Tree, without } from './tree-state'

export const useTree = create<Tree>(() => noTree)

/** Shows another document's tree: the file selected, the layers down to the etc tree opened. */
export async function startTree(opened: OpenedDocument): Promise<void> {
  const { document, root } = opened
  useTree.setState(reshape({ ...noTree, document, root, focused: root.id, selected: root.id }))
  const chain = opened.expand.includes(root.id) ? opened.expand : [root.id, ...opened.expand]
  const loaded = await Promise.allSettled(chain.map(node => fetchChildren(document, node)))
  update(document, tree => {
    const children = new Map(tree.children)
    const expanded = new Set(tree.expanded)
    loaded.forEach((result, at) => {
      const node = chain[at]
      if (node === undefined || result.status === 'rejected') return
      children.set(node, result.value)
      expanded.add(node)
    })
    return { ...tree, children, expanded }
  })
}

/** Forgets the document. */
export function clearTree(): void {
  useTree.setState(noTree)
}

/** Chooses which files show; who knows their addresses follows with `showOnly`. */
export function filterTree(role: FileRole | null): void {
  const { document } = useTree.getState()
  if (document !== null) update(document, tree => ({ ...tree, role, only: role === null ? null : tree.only }))
}

/** Shows only files of these addresses and the folders they lie in, opened; null for all rows. */
export async function showOnly(addresses: readonly string[] | null): Promise<void> {
  const { document, root } = useTree.getState()
  if (document === null || root === null) return
  const only = addresses && new Set(addresses.flatMap(withFolders))
  update(document, tree => ({ ...tree, only }))
  if (only !== null) await openOnly(root, only)
}

async function openOnly(node: TreeNode, only: ReadonlySet<string>): Promise<void> {
  if (!useTree.getState().expanded.has(node.id)) await expand(node.id)
  if (useTree.getState().only !== only) return
  const below = useTree.getState().children.get(node.id) ?? []
  for (const child of below) if (child.expandable && only.has(child.address)) await openOnly(child, only)
}

/** An address with those of the folders and layers that it lies in. */
function withFolders(address: string): readonly string[] {
  const borders = [...address.matchAll(/!?\//g)].map(({ index }) => address.slice(0, index))
  return [...borders, address]
}

/** Gives a row the focus; what the other panes show stays. */
export function focusRow(node: NodeId): void {
  useTree.setState({ focused: node })
}

/** Makes a row the one that the other panes show. */
export function selectRow(node: NodeId): void {
  useTree.setState({ focused: node, selected: node, chosen: noTree.chosen, anchor: node })
}

/** Closes a folder or layer. */
export function collapse(node: NodeId): void {
  const { document } = useTree.getState()
  if (document === null) return
  update(document, tree => ({ ...tree, expanded: without(tree.expanded, node) }))
}

/** Opens a folder or layer; a refusal is shown as a notice, and by the preview of the row. */
export async function expand(node: NodeId): Promise<void> {
  const { document, children, loading } = useTree.getState()
  if (document === null || loading.has(node)) return
  if (!children.has(node)) {
    update(document, tree => ({ ...tree, loading: new Set(tree.loading).add(node) }))
    const outcome = await fetchChildren(document, node).catch(thrown => {
      if (useTree.getState().document === document) report(thrown)
    })
    update(document, tree => ({
      ...tree,
      loading: without(tree.loading, node),
      children: outcome ? new Map(tree.children).set(node, outcome) : tree.children,
    }))
    // Only an attempt to open it tells whether a layer is damaged: its own row may have changed.
    const parent = parentOf(useTree.getState(), node)
    if (parent !== null && nodeOf(useTree.getState(), node)?.opens) await reload(document, [parent])
    if (!outcome) return
  }
  update(document, tree => ({ ...tree, expanded: new Set(tree.expanded).add(node) }))
}

/** Opens a folder or layer that is closed, and closes one that is open; any other row stays. */
export function toggleRow(node: NodeId): void {
  const { rows, index } = useTree.getState()
  const row = rows[index.get(node) ?? -1]
  if (row?.expanded) collapse(node)
  else if (row?.node.expandable) void expand(node)
}

/** Opens every folder above a node and gives it the focus; a filter that hides it goes. */
export async function reveal(node: NodeId): Promise<void> {
  const { document } = useTree.getState()
  if (document === null) return
  const path = await call('tree.path', { document, node })
  for (const above of path.slice(0, -1)) {
    if (!useTree.getState().expanded.has(above)) await expand(above)
  }
  if (!useTree.getState().index.has(node)) filterTree(null)
  selectRow(node)
}

/** Asks again for the loaded folders above the changed addresses. */
export async function refreshTree(
  document: DocumentId,
  addresses: ReadonlySet<string>,
  changed: boolean,
): Promise<void> {
  const tree = useTree.getState()
  if (tree.document !== document || tree.root === null) return
  const { root } = tree
  const known = new Map<NodeId, string>([[root.id, '']])
  for (const rows of tree.children.values()) {
    for (const row of rows) if (tree.children.has(row.id)) known.set(row.id, row.address)
  }
  const stale = [...tree.children.keys()].filter(node => holdsAny(known.get(node) ?? '', addresses))
  update(document, now => ({ ...now, root: { ...root, change: changed ? 'inside' : null } }))
  await reload(document, stale)
}

async function reload(document: DocumentId, folders: readonly NodeId[]): Promise<void> {
  const loaded = await Promise.allSettled(folders.map(node => fetchChildren(document, node)))
  update(document, tree => {
    const children = new Map(tree.children)
    loaded.forEach((result, at) => {
      const node = folders[at]
      if (node === undefined) return
      if (result.status === 'fulfilled') children.set(node, result.value)
      else children.delete(node)
    })
    return { ...tree, children }
  })
}

function fetchChildren(document: DocumentId, node: NodeId): Promise<readonly TreeNode[]> {
  return call('tree.children', { document, node })
}

function update(document: DocumentId, change: (tree: Tree) => Tree): void {
  useTree.setState(tree => (tree.document === document ? reshape(change(tree), tree) : tree))
}
