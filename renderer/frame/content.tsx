// The content of the selected row, or the difference of the selected change.
import { useChanges } from '../state/changes-store'
import { useSession } from '../state/session'
import { useShown } from '../state/use-shown'
import { PreviewPane } from '../features/preview/preview-pane'
import { deferred } from '../ui/deferred'

const DiffPane = deferred(async () => (await import('../features/diff/diff-pane')).DiffPane)

/** Empty while nothing is selected. */
export function Content() {
  const document = useSession(state => state.opened?.document)
  const revision = useChanges(list => list.revision)
  const shown = useShown()
  if (document === undefined || shown === null) return null
  return shown.kind === 'change' ? (
    <DiffPane document={document} change={shown.change} revision={revision} />
  ) : (
    <PreviewPane document={document} node={shown.node} revision={revision} />
  )
}
