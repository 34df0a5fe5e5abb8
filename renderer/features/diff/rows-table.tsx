// What a change of a database changed, value by value.
import type { RowDifference } from '../../../shared/model/change'
import { classes } from '../../ui/classes'
import { paneText } from '../../ui/text-panes'
import styles from './sides-table.module.css'

interface RowsTableProps {
  readonly rows: readonly RowDifference[]
  /** Headings of the two sides. */
  readonly sides: { readonly before: string; readonly after: string }
}

export function RowsTable({ rows, sides }: RowsTableProps) {
  const texts = paneText.diff
  return (
    <table className={classes(styles.table, styles.settings)}>
      <thead>
        <tr>
          <th scope="col">{texts.row}</th>
          <th scope="col">{sides.before}</th>
          <th scope="col">{sides.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ table, row, column, before, after }) => (
          <tr key={JSON.stringify([table, row, column])}>
            <th scope="row">{texts.rowOf(table, row, column)}</th>
            <td className={styles.old}>{before ?? texts.absentBefore}</td>
            <td className={styles.new}>{after ?? texts.absentAfter}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
