// Showing a row in the other panes: what was typed into the previous one is sent to the document first, so that nothing is lost.
import type { NodeId } from '../../../shared/model/node'
import { flushEdits } from '../editor/pending-edits'
import { showView } from '../../state/layout'
import { selectRow, useTree } from '../../state/tree-store'

/** Makes a row the selected one and shows its content. */
export async function showNode(node: NodeId): Promise<void> {
  if (useTree.getState().selected !== node) await flushEdits()
  selectRow(node)
  showView('content')
}
