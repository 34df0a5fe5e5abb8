// The view of the host: its card, as of the last look at the document.
import { useSession } from '../../state/session'
import { HostCardPanel } from './host-card'
import styles from './host-view.module.css'

/** Scrolls where the card is higher than its room. */
export function HostView() {
  const card = useSession(state => state.card)
  const problem = useSession(state => state.opened?.problem ?? null)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it.
    <div className={styles.view} tabIndex={0} data-pane-start>
      {card && <HostCardPanel card={card} problem={problem} />}
    </div>
  )
}
