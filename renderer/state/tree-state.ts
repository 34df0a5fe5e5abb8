// The state of the tree and what keeps it whole: rows that follow from the rest, focus and selection that never point at a
// row that is gone. Pure; tree-store.ts asks the document and puts the answers in.
import type { DocumentId } from '../../shared/model/document'
import type { FileRole } from '../../shared/model/file-role'
import type { NodeId, TreeNode } from '../../shared/model/node'
import { type Children, flatten, indexOf, type TreeRow } from './tree-rows'

export interface Tree {
  readonly document: DocumentId | null
  readonly root: TreeNode | null
  readonly children: Children
  readonly expanded: ReadonlySet<NodeId>
  readonly loading: ReadonlySet<NodeId>
  /** The files that show: all (null), or those that the host keeps in one way, or that its release does not know. */
  readonly role: FileRole | null
  /** Addresses of the only rows that show, folders on the way to them included; null for all rows. */
  readonly only: ReadonlySet<string> | null
  /** The keyboard's row. */
  readonly focused: NodeId | null
  /** The row that the other panes show. */
  readonly selected: NodeId | null
  /** Several rows chosen to act on together; empty while commands act on one row. */
  readonly chosen: ReadonlySet<NodeId>
  /** Where a range of them begins. */
  readonly anchor: NodeId | null
  /** What shows, from the fields above. */
  readonly rows: readonly TreeRow[]
  readonly index: ReadonlyMap<NodeId, number>
}

/** No document. */
export const noTree: Tree = {
  document: null,
  root: null,
  children: new Map(),
  expanded: new Set(),
  loading: new Set(),
  role: null,
  only: null,
  focused: null,
  selected: null,
  chosen: new Set(),
  anchor: null,
  rows: [],
  index: new Map(),
}

/** Recomputes the rows; focus and selection that lost their row go to the nearest one that is left. */
export function reshape(tree: Tree, before: Tree = noTree): Tree {
  const { root, children, expanded, only } = tree
  if (root === null) return { ...tree, rows: [], index: new Map() }
  const same =
    root === before.root && children === before.children && expanded === before.expanded && only === before.only
  const rows = same ? before.rows : flatten(root, children, expanded, only)
  const index = same ? before.index : indexOf(rows)
  const shaped = { ...tree, rows, index }
  const focused = tree.focused !== null && index.has(tree.focused) ? tree.focused : nearest(shaped, before)
  const gone = tree.selected !== null && !index.has(tree.selected) && nodeOf(shaped, tree.selected) === null
  return { ...shaped, focused, selected: gone ? focused : tree.selected, chosen: showing(tree.chosen, index) }
}

/** What is not seen is not acted on: a chosen row that is hidden or gone is not chosen any more. */
function showing(chosen: ReadonlySet<NodeId>, index: ReadonlyMap<NodeId, number>): ReadonlySet<NodeId> {
  return [...chosen].every(node => index.has(node)) ? chosen : new Set([...chosen].filter(node => index.has(node)))
}

/** The chosen rows in the order they show. */
export function chosenNodes({ rows, chosen }: Tree): readonly TreeNode[] {
  return chosen.size === 0 ? [] : rows.map(({ node }) => node).filter(({ id }) => chosen.has(id))
}

/** A row for a focus that lost its own: the closest ancestor that still shows, else the row that moved into its place. */
function nearest(tree: Tree, before: Tree): NodeId | null {
  const lost = tree.focused === null ? undefined : before.index.get(tree.focused)
  if (lost === undefined) return tree.root?.id ?? null
  const lostRow = before.rows[lost]
  const collapsedInto = lostRow && nodeOf(tree, lostRow.node.id) !== null
  if (!collapsedInto) {
    const neighbour = tree.rows[Math.min(lost, tree.rows.length - 1)]
    if (neighbour) return neighbour.node.id
  }
  for (let at = lostRow?.parent ?? -1; at >= 0; at = before.rows[at]?.parent ?? -1) {
    const above = before.rows[at]?.node.id
    if (above !== undefined && tree.index.has(above)) return above
  }
  return tree.root?.id ?? null
}

/** A loaded node, whether or not its row shows. */
export function nodeOf(tree: Tree, node: NodeId): TreeNode | null {
  const at = tree.index.get(node)
  if (at !== undefined) return tree.rows[at]?.node ?? null
  for (const rows of tree.children.values()) {
    const found = rows.find(row => row.id === node)
    if (found) return found
  }
  return null
}

/** The node above, as far as it shows. */
export function parentOf(tree: Tree, node: NodeId): NodeId | null {
  const at = tree.index.get(node)
  const parent = at === undefined ? -1 : (tree.rows[at]?.parent ?? -1)
  return tree.rows[parent]?.node.id ?? null
}

/** A set less one member. */
export function without(set: ReadonlySet<NodeId>, node: NodeId): ReadonlySet<NodeId> {
  const rest = new Set(set)
  rest.delete(node)
  return rest
}
