// Both sides of a change as sizes and hashes, for content that has no lines to compare.
import type { ReactNode } from 'react'
import type { DiffSide } from '../../../shared/model/change'
import { classes } from '../../ui/classes'
import { paneText } from '../../ui/text-panes'
import styles from './sides-table.module.css'

export interface SidesTableProps {
  /** Why there is no text. */
  readonly reason: string
  /** Headings of the two sides. */
  readonly sides: { readonly before: string; readonly after: string }
  readonly before: DiffSide | null
  readonly after: DiffSide | null
  /** What is more to the point than sizes and hashes, above them. */
  readonly children?: ReactNode
}

export function SidesTable({ reason, sides, before, after, children }: SidesTableProps) {
  const texts = paneText.diff
  const rows = [
    { label: texts.size, of: (side: DiffSide) => paneText.bytesInFull(side.size) },
    { label: texts.sha256, of: (side: DiffSide) => side.sha256 },
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it.
    <section className={styles.ground} tabIndex={0} aria-label={texts.bothSides}>
      <p className={styles.reason}>{reason}</p>
      {children}
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{sides.before}</th>
            <th scope="col">{sides.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => {
            const old = before ? row.of(before) : null
            const now = after ? row.of(after) : null
            const differ = old !== now
            return (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                <td className={classes(differ && styles.old)}>{old ?? texts.absentBefore}</td>
                <td className={classes(differ && styles.new)}>{now ?? texts.absentAfter}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
