// The host in one line of the tool bar: what is there of name, release, address, UUID and encryption.
import type { HostCard } from '../../../shared/model/host-card'
import { useSession } from '../../state/session'
import { text } from '../../ui/text'
import { hostLine } from './host-facts'
import styles from './host-line.module.css'

/** The line; it gives way from its end when the window is narrow. */
export function HostLine({ card }: { readonly card: HostCard }) {
  const problem = useSession(state => state.opened?.problem ?? null)
  const facts = hostLine(card, problem)
  return (
    <ul className={styles.line} aria-label={text.host.title} title={facts.join(' · ')}>
      {facts.map(fact => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  )
}
