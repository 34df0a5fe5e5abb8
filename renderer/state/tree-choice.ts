// Several rows of the tree chosen together, as in file managers: each toggled alone, a range from where the last one began, or all.
// The row of the file itself is never among them: nothing is done with the file and a part of it at once.
import type { NodeId } from '../../shared/model/node'
import { noTree, type Tree } from './tree-state'
import { useTree } from './tree-store'

/** Adds a row to those that are chosen, or takes it out. The row that shows is the first one. */
export function toggleChosen(node: NodeId): void {
  useTree.setState(tree => {
    const chosen = new Set(started(tree))
    if (!chosen.delete(node) && node !== tree.root?.id) chosen.add(node)
    return { chosen, anchor: node, focused: node }
  })
}

/** Chooses all rows from where the last choice began to this one. */
export function chooseRange(to: NodeId): void {
  useTree.setState(tree => {
    const anchor = tree.anchor ?? tree.focused ?? to
    const [from, end] = [tree.index.get(anchor) ?? 0, tree.index.get(to) ?? 0]
    const rows = tree.rows.slice(Math.min(from, end), Math.max(from, end) + 1)
    return { chosen: new Set(withoutRoot(tree, rows)), anchor, focused: to }
  })
}

/** Chooses every row that shows. */
export function chooseAll(): void {
  useTree.setState(tree => ({ chosen: new Set(withoutRoot(tree, tree.rows)) }))
}

/** Back to one row. */
export function chooseOne(): void {
  useTree.setState(({ focused }) => ({ chosen: noTree.chosen, anchor: focused }))
}

function started({ chosen, selected, index, root }: Tree): Iterable<NodeId> {
  if (chosen.size > 0) return chosen
  return selected !== null && selected !== root?.id && index.has(selected) ? [selected] : []
}

function withoutRoot({ root }: Tree, rows: Tree['rows']): readonly NodeId[] {
  return rows.map(({ node }) => node.id).filter(id => id !== root?.id)
}
