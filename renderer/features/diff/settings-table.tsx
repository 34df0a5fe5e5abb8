// What a change of ConfigStore changed, setting by setting.
import type { SettingDifference } from '../../../shared/model/change'
import { classes } from '../../ui/classes'
import { paneText } from '../../ui/text-panes'
import styles from './sides-table.module.css'

interface SettingsTableProps {
  readonly settings: readonly SettingDifference[]
  /** Of the first column; that of settings where none is given. */
  readonly heading?: string
  /** Headings of the two sides. */
  readonly sides?: { readonly before: string; readonly after: string }
}

export function SettingsTable({
  settings,
  heading = paneText.diff.setting,
  sides = paneText.diff,
}: SettingsTableProps) {
  const texts = paneText.diff
  return (
    <table className={classes(styles.table, styles.settings)}>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col">{sides.before}</th>
          <th scope="col">{sides.after}</th>
        </tr>
      </thead>
      <tbody>
        {settings.map(({ path, before, after }) => (
          <tr key={path}>
            <th scope="row">{path}</th>
            <td className={styles.old}>{before ?? texts.absentBefore}</td>
            <td className={styles.new}>{after ?? texts.absentAfter}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
