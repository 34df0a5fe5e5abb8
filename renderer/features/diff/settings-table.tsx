// What a change of ConfigStore changed, setting by setting.
import type { SettingDifference } from '../../../shared/model/change'
import { classes } from '../../ui/classes'
import { paneText } from '../../ui/text-panes'
import styles from './sides-table.module.css'

export function SettingsTable({ settings }: { readonly settings: readonly SettingDifference[] }) {
  const texts = paneText.diff
  return (
    <table className={classes(styles.table, styles.settings)}>
      <thead>
        <tr>
          <th scope="col">{texts.setting}</th>
          <th scope="col">{texts.before}</th>
          <th scope="col">{texts.after}</th>
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
