// A small file of the host: a sentence on what it is for, and the facts in it.
import type { ViewerProps } from '../viewer'
import styles from './about-view.module.css'
import { aboutText as texts } from './text'

export function AboutView({ data, frame }: ViewerProps<'about'>) {
  const { purpose, facts, more, notes } = data
  return frame(
    { chips: [texts.amount(facts.length + more)] },
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it.
    <div className={styles.ground} tabIndex={0} data-pane-start>
      <div className={styles.page}>
        <p className={styles.purpose}>{purpose}</p>
        {notes.length > 0 && (
          <div className={styles.notes} role="note">
            <strong>{texts.notes}</strong>
            <ul>
              {notes.map(note => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </div>
        )}
        {facts.length === 0 ? (
          <p className={styles.aside}>{texts.nothing}</p>
        ) : (
          <dl className={styles.facts}>
            {facts.map(({ label, value }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a file may say the same twice; its place is its identity.
              <div key={index} className={styles.fact}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {more > 0 && <p className={styles.aside}>{texts.more(more)}</p>}
      </div>
    </div>,
  )
}
