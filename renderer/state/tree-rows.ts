// The tree as the flat list of rows that shows: pure, so that a folder of 100,000 rows is one loop and no recursion of
// components. Children that are not loaded yet are simply not there.
import type { NodeId, TreeNode } from '../../shared/model/node'

export interface TreeRow {
  readonly node: TreeNode
  /** 1 for the file itself. */
  readonly level: number
  /** Rows under the same parent, and this one's place among them from 1. */
  readonly setSize: number
  readonly position: number
  /** Index of the parent's row; -1 for the file itself. */
  readonly parent: number
  readonly expanded: boolean
}

export type Children = ReadonlyMap<NodeId, readonly TreeNode[]>

/** The rows in the order they show; below the file itself only those that `only` holds the addresses of, if it is given. */
export function flatten(
  root: TreeNode,
  children: Children,
  expanded: ReadonlySet<NodeId>,
  only: ReadonlySet<string> | null = null,
): TreeRow[] {
  const rows: TreeRow[] = []
  const add = (node: TreeNode, level: number, setSize: number, position: number, parent: number) => {
    const loaded = expanded.has(node.id) ? children.get(node.id) : undefined
    const below = only === null ? loaded : loaded?.filter(child => only.has(child.address))
    const index = rows.push({ node, level, setSize, position, parent, expanded: below !== undefined }) - 1
    below?.forEach((child, at) => {
      add(child, level + 1, below.length, at + 1, index)
    })
  }
  add(root, 1, 1, 1, -1)
  return rows
}

/** Where each row is, by node. */
export function indexOf(rows: readonly TreeRow[]): ReadonlyMap<NodeId, number> {
  return new Map(rows.map((row, index) => [row.node.id, index]))
}
