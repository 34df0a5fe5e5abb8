// The middle pane: the preview of the selected row, above it the host card where that row is the opened file; or the diff
// of the selected change.
import type { DocumentId } from '../../shared/model/document'
import { useChanges } from '../state/changes-store'
import { DiffPane } from '../features/diff/diff-pane'
import { HostCardPanel } from '../features/host/host-card'
import { PreviewPane } from '../features/preview/preview-pane'
import { text } from '../ui/text'
import styles from './main-pane.module.css'
import { useSession } from '../state/session'
import type { Shown } from '../state/use-shown'

/** The pane; empty while nothing is selected. */
export function MainPane({ document, shown }: { readonly document: DocumentId; readonly shown: Shown | null }) {
  const revision = useChanges(list => list.revision)
  const root = useSession(state => state.opened?.root.id)
  const card = useSession(state => state.card)
  const problem = useSession(state => state.opened?.problem ?? null)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; the landmark is around all panes.
    <div className={styles.pane} data-pane="main" role="group" aria-label={text.app.middle} tabIndex={-1}>
      {shown?.kind === 'change' && (
        <div className={styles.rest}>
          <DiffPane document={document} change={shown.change} revision={revision} />
        </div>
      )}
      {shown?.kind === 'node' && (
        <div className={shown.node === root ? styles.scrolls : styles.rest}>
          {shown.node === root && card && <HostCardPanel card={card} problem={problem} />}
          <div className={styles.preview}>
            <PreviewPane document={document} node={shown.node} revision={revision} />
          </div>
        </div>
      )}
    </div>
  )
}
