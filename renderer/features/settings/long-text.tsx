// A value in its own lines. What is longer than can be read is cut, and that is said.
import { settingsText as text } from '../../ui/text-settings'
import styles from './entry-detail.module.css'

export interface LongTextProps {
  readonly value: string
  /** Characters. */
  readonly atMost: number
}

export function LongText({ value, atMost }: LongTextProps) {
  return (
    <>
      <pre className={styles.value}>{value.length > atMost ? value.slice(0, atMost) : value}</pre>
      {value.length > atMost && <p className={styles.note}>{text.cut(atMost, value.length)}</p>}
    </>
  )
}
