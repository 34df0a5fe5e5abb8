// The left pane: what there is to choose from.
import { sideViewIds } from '../../shared/commands/views'
import { useLayout } from '../state/layout'
import { text } from '../ui/text'
import styles from './panes.module.css'
import { ViewTabs } from './view-tabs'

/** The pane. */
export function SidePane() {
  const shown = useLayout(layout => layout.side)
  return (
    <section className={styles.side} data-pane="side" aria-label={text.app.side}>
      <ViewTabs label={text.app.side} ids={sideViewIds} shown={shown} />
    </section>
  )
}
