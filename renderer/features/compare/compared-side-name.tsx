// One of two backups that are compared: its name and when it was saved.
import styles from './compare-view.module.css'
import { compareText as texts } from './text'

interface ComparedSideNameProps {
  readonly label: string
  readonly name: string
  readonly saved: string | null
  /** What the times do not tell; null for nothing. */
  readonly doubt?: string | null
}

export function ComparedSideName({ label, name, saved, doubt = null }: ComparedSideNameProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {name}{' '}
        <span className={styles.saved}>
          {savedWords(saved)}
          {doubt !== null && `. ${doubt}`}
        </span>
      </dd>
    </div>
  )
}

export interface SideLabels {
  readonly before: string
  readonly after: string
  /** What the times do not tell; null where they tell. */
  readonly doubt: string | null
}

/** What the sides are called: earlier and later only where the times, ISO 8601, say so. */
export function sideLabels(before: string | null, after: string | null): SideLabels {
  if (before !== null && after !== null && before < after) return { before: texts.from, after: texts.to, doubt: null }
  const doubt = before !== null && before === after ? texts.sameTime : texts.noTime
  return { before: texts.fromUnknown, after: texts.toUnknown, doubt }
}

/** When a backup was saved, as people read it. */
export function savedWords(saved: string | null): string {
  return saved?.replace('T', ' ').replace(/\.\d+Z$|Z$/, ' UTC') ?? texts.notSaved
}
