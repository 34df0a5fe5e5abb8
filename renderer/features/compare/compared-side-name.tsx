// One of two backups that are compared: its name and when it was saved.
import styles from './compare-view.module.css'
import { compareText as texts } from './text'

interface ComparedSideNameProps {
  readonly label: string
  readonly name: string
  readonly saved: string | null
}

export function ComparedSideName({ label, name, saved }: ComparedSideNameProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {name} <span className={styles.saved}>{savedWords(saved)}</span>
      </dd>
    </div>
  )
}

/** When a backup was saved, as people read it. */
export function savedWords(saved: string | null): string {
  return saved?.replace('T', ' ').replace(/\.\d+Z$|Z$/, ' UTC') ?? texts.notSaved
}
