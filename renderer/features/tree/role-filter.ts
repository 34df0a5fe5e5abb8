// The command that filters the tree.
import { showView } from '../../state/layout'
import { filterTree, useTree } from '../../state/tree-store'

/** Shows only files that the release does not know, or all of them again. */
export function toggleUnknownFiles(): void {
  filterTree(useTree.getState().role === 'unknown' ? null : 'unknown')
  showView('explorer')
}
