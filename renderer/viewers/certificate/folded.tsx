// One part of the file that unfolds: its name, how it stands, and what it says.
import { type ReactNode, useState } from 'react'
import { classes } from '../../ui/classes'
import styles from './certificate-view.module.css'

export interface FoldedProps {
  /** In the file, from 1; null for the only one. */
  readonly number: number | null
  readonly name: string
  readonly state: string
  readonly tone: string | undefined
  /** At first. */
  readonly open: boolean
  readonly children: ReactNode
}

/** Its content is drawn when it is unfolded. */
export function Folded({ number, name, state, tone, open, children }: FoldedProps) {
  const [expanded, setExpanded] = useState(open)
  return (
    <details className={styles.certificate} open={expanded} onToggle={event => setExpanded(event.currentTarget.open)}>
      <summary className={styles.summary}>
        {number !== null && <span className={styles.number}>{number}</span>}
        <span className={styles.name}>{name}</span>
        <span className={classes(styles.state, tone)}>{state}</span>
      </summary>
      {expanded && <div className={styles.body}>{children}</div>}
    </details>
  )
}

/** How much of a time has passed; the words beside it say the same. */
export function Bar({ share, tone }: { readonly share: number; readonly tone: string | undefined }) {
  return (
    <div className={styles.bar} aria-hidden>
      <div className={classes(styles.passed, tone)} style={{ width: `${share * 100}%` }} />
    </div>
  )
}
