// The middle pane: the content of what was chosen at the left, or a view of the whole backup.
import { mainViewIds } from '../../shared/commands/views'
import { useLayout } from '../state/layout'
import { text } from '../ui/text'
import styles from './panes.module.css'
import { ViewTabs } from './view-tabs'

/** The pane. */
export function MainPane() {
  const shown = useLayout(layout => layout.main)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; the landmark is around all panes.
    <div className={styles.main} data-pane="main" role="group" aria-label={text.app.main}>
      <ViewTabs label={text.app.main} ids={mainViewIds} shown={shown} />
    </div>
  )
}
