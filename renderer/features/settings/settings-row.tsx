// One row of the settings. It has no focus and no keys of its own: the tree has, and points here by aria-activedescendant.
import { ChevronRight, LockKeyhole } from 'lucide-react'
import { memo } from 'react'
import { settingFlags, type SettingList, settingSources } from '../../../shared/model/settings'
import { classes } from '../../ui/classes'
import { settingsText as text } from '../../ui/text-settings'
import type { SettingRow } from './rows'
import styles from './settings-tree.module.css'

export interface SettingRowProps {
  readonly id: string
  readonly list: SettingList
  readonly row: SettingRow
  readonly focused: boolean
  readonly selected: boolean
  /** Pixels from the top of the list. */
  readonly top: number
}

/** The row; the tree hears clicks by delegation, from `data-row` and `data-twisty`. */
export const SettingRowView = memo(function SettingRowView({ id, list, row, focused, selected, top }: SettingRowProps) {
  const isProperty = row.kind === 'property'
  const label = row.label || text.wholeEntry
  const cells = isProperty ? cellsOf(list, row.setting) : null
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names this row by aria-activedescendant
    <div
      id={id}
      className={classes(styles.row, focused && styles.focused, styles[row.kind])}
      role="treeitem"
      aria-label={label}
      aria-description={cells ? text.describe(cells.value, cells.fallback, cells.source) : text.below(row.count)}
      aria-level={row.level}
      aria-setsize={row.setSize}
      aria-posinset={row.position}
      aria-expanded={row.node.expandable ? row.expanded : undefined}
      aria-selected={selected}
      data-row={row.node.id}
      style={{ transform: `translateY(${top}px)`, '--depth': row.level - 1 }}
    >
      <span className={styles.name}>
        <span className={styles.twisty} data-twisty={row.node.expandable || undefined}>
          {row.node.expandable && (
            <ChevronRight className={classes(row.expanded && styles.turned)} size={14} strokeWidth={2} aria-hidden />
          )}
        </span>
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
    </div>
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
