// One row of the settings. It has no focus and no keys of its own: the tree has, and points here by aria-activedescendant.
import { LockKeyhole } from 'lucide-react'
import { memo } from 'react'
import { settingFlags, type SettingList, settingSources } from '../../../shared/model/settings'
import { classes } from '../../ui/classes'
import { settingsText as text } from '../../ui/text-settings'
import { TreeRowFrame, Twisty } from '../../ui/tree-row-frame'
import type { DrawnRow } from '../../ui/virtual-tree'
import type { SettingRow } from './rows'
import styles from './settings-tree.module.css'

export interface SettingRowProps extends DrawnRow {
  readonly list: SettingList
  readonly row: SettingRow
  readonly selected: boolean
}

export const SettingRowView = memo(function SettingRowView({ list, row, ...drawn }: SettingRowProps) {
  const isProperty = row.kind === 'property'
  const label = row.label || text.wholeEntry
  const cells = isProperty ? cellsOf(list, row.setting) : null
  return (
    <TreeRowFrame
      {...drawn}
      row={row}
      label={label}
      description={cells ? text.describe(cells.value, cells.fallback, cells.source) : text.below(row.count)}
      className={classes(styles.row, styles[row.kind])}
    >
      <span className={styles.name}>
        <Twisty row={row} />
        <Label label={label} title={titleOf(list, row)} isProperty={isProperty} />
        {cells === null && <span className={styles.below}>{text.below(row.count)}</span>}
      </span>
      {cells && (
        <>
          <span
            className={classes(styles.value, cells.changed && styles.changed, cells.faintValue && styles.faint)}
            title={cells.value}
          >
            {cells.secret && <LockKeyhole size={12} aria-hidden />}
            <span className={styles.words}>{cells.value}</span>
          </span>
          <span className={classes(styles.fallback, cells.faintFallback && styles.faint)} title={cells.fallback}>
            {cells.fallback}
          </span>
          <span className={styles.source} title={cells.source}>
            {cells.source}
          </span>
        </>
      )}
    </TreeRowFrame>
  )
})

/** Of a long path the last name is what matters: the beginning is cut. */
function Label({
  label,
  title,
  isProperty,
}: {
  readonly label: string
  readonly title: string
  readonly isProperty: boolean
}) {
  const border = isProperty ? label.lastIndexOf('.') + 1 : 0
  return (
    <span className={styles.label} title={title}>
      {border > 0 && <span className={styles.beginning}>{label.slice(0, border)}</span>}
      <span className={styles.last}>{label.slice(border)}</span>
    </span>
  )
}

function cellsOf(list: SettingList, at: number) {
  const flags = list.flags[at] ?? 0
  const value = list.value[at] ?? ''
  const fallback = list.fallback[at] ?? null
  const secret = (flags & settingFlags.secret) !== 0
  const unknown = fallback === null && (!secret || (flags & settingFlags.set) !== 0)
  const source = settingSources[list.source[at] ?? -1]
  return {
    secret,
    changed: (flags & settingFlags.changed) !== 0,
    value: secret ? text.hidden : value || text.empty,
    faintValue: secret || value === '',
    fallback: unknown ? text.noFallback : secret ? text.hidden : fallback || text.empty,
    faintFallback: secret || fallback === null || fallback === '',
    source: source === undefined ? '' : text.sources[source],
  }
}

function titleOf(list: SettingList, row: SettingRow): string {
  if (row.kind === 'entry') return list.entries[list.entry[row.setting] ?? -1]?.path ?? row.label
  return row.label
}
