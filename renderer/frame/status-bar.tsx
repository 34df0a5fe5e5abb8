// The bar at the bottom: how much there is, how much was changed, what runs. Its parts keep their places.
import { CircleDot, X } from 'lucide-react'
import { findingsBeside } from '../features/host/host-facts'
import { Button } from '../ui/button'
import { ProgressBar, progressBytes } from '../ui/progress'
import { text } from '../ui/text'
import { report } from '../ui/toast'
import { showView } from '../state/layout'
import { cancelOperation, useOperations } from '../state/operations'
import { useSession } from '../state/session'
import styles from './status-bar.module.css'

/** The status bar of an open document. */
export function StatusBar() {
  const card = useSession(state => state.card)
  const status = useSession(state => state.status)
  const facts = useSession(state => state.facts)
  const changes = status?.changes ?? 0
  const problem = useSession(state => state.opened?.problem ?? null)
  const notes = card === null ? 0 : findingsBeside(card, problem).length
  return (
    <footer className={styles.bar} data-pane="status">
      <button type="button" className={styles.item} onClick={() => showView('changes')}>
        {status?.dirty && <CircleDot size={12} strokeWidth={2.5} className={styles.dirty} aria-hidden />}
        {text.status.changes(changes, status?.dirty ?? false)}
      </button>
      {card && <span className={styles.item}>{text.host.entriesInLayers(card.entries, card.layers)}</span>}
      {notes > 0 && (
        <button type="button" className={styles.item} onClick={() => showView('host')}>
          {text.status.notes(notes)}
        </button>
      )}
      <span className={styles.space} />
      <Running />
      {facts && (
        <span className={styles.host} title={text.status.hosts[facts.host]}>
          {text.status.hosts[facts.host]}
        </span>
      )}
    </footer>
  )
}

/** The operation begun last. What has a dialog of its own is covered by it anyway. */
function Running() {
  const operation = useOperations(state => state.running.at(-1))
  if (operation === undefined) return null
  const { id, title, done, total, cancelling } = operation
  return (
    <span className={styles.running}>
      <span className={styles.title} title={title}>
        {title}
      </span>
      <span className={styles.bytes}>{progressBytes(done, total)}</span>
      <span className={styles.progress}>
        <ProgressBar label={title} done={done} total={total} />
      </span>
      <Button
        label={text.common.cancel}
        icon={X}
        kind="quiet"
        iconOnly
        disabled={cancelling}
        className={styles.cancel}
        onClick={() => void cancelOperation(id).catch(report)}
      />
    </span>
  )
}
