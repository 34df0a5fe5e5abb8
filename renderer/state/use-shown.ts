// What the middle and the right pane show: the tree's row, or, while the changes tab is up, the change chosen there.
import type { Change } from '../../shared/model/change'
import type { NodeId } from '../../shared/model/node'
import { selectedChange, useChanges } from './changes-store'
import { useTree } from './tree-store'
import { useLayout } from './layout'

export type Shown =
  | { readonly kind: 'node'; readonly node: NodeId }
  | { readonly kind: 'change'; readonly change: Change }

/** Null while nothing is selected. */
export function useShown(): Shown | null {
  const tab = useLayout(layout => layout.tab)
  const change = useChanges(selectedChange)
  const node = useTree(tree => tree.selected)
  if (tab === 'changes' && change !== null) return { kind: 'change', change }
  return node === null ? null : { kind: 'node', node }
}
