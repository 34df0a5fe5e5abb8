// Going to where something stands in the backup: the row of its entry, in a text the line, in a database the row.
import type { Place } from '../../../shared/model/place'
import { call } from '../../bridge/call'
import { showView } from '../../state/layout'
import { useSession } from '../../state/session'
import { reveal } from '../../state/tree-store'
import { report } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'
import { jumpToRow, rememberPlace } from '../editor/view-places'

/** Lines to be seen above the one that is shown. */
const above = 4

/** Shows the entry of a place. What cannot be found any more is told in a notice. */
export async function showPlace({ address, line, row }: Place): Promise<void> {
  const document = useSession.getState().opened?.document
  if (document === undefined) return
  try {
    const { node } = await call('node.at', { document, address })
    if (line !== undefined) {
      rememberPlace(JSON.stringify([document, node]), { line, column: 0, topLine: Math.max(line - above, 1) })
    }
    if (row !== undefined) jumpToRow(JSON.stringify([document, node]), row)
    await flushEdits()
    await reveal(node)
    showView('content')
  } catch (thrown) {
    report(thrown)
  }
}
