// What was chosen at the left, which content and inspector are about: the tree's row, or, while the changes are listed, a change.
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
  const side = useLayout(layout => layout.side)
  const change = useChanges(selectedChange)
  const node = useTree(tree => tree.selected)
  if (side === 'changes' && change !== null) return { kind: 'change', change }
  return node === null ? null : { kind: 'node', node }
}
