// The tree of settings, under the titles of its columns.
import type { KeyboardEvent, Ref } from 'react'
import type { SettingList } from '../../../shared/model/settings'
import { useLayout } from '../../state/layout'
import { rowHeights } from '../../ui/density'
import { settingsText as text } from '../../ui/text-settings'
import { VirtualTree } from '../../ui/virtual-tree'
import { settingPath, type SettingRow } from './rows'
import { settingsActionOf } from './settings-keys'
import { SettingRowView } from './settings-row'
import { focusSetting, type ShownSetting, toggleRow, useSettings } from './settings-state'
import styles from './settings-tree.module.css'

export interface SettingsTreeProps {
  readonly list: SettingList
  /** At least one. */
  readonly rows: readonly SettingRow[]
  readonly shown: ShownSetting | null
  /** `into`: the keys are to go on in the detail. */
  readonly onShow: (shown: ShownSetting, into: boolean) => void
  readonly onClose: () => void
  readonly onFilter: () => void
  readonly ref: Ref<HTMLDivElement | null>
}

export function SettingsTree({ list, rows, shown, onShow, onClose, onFilter, ref }: SettingsTreeProps) {
  const focused = useSettings(state => state.focused)
  const rowHeight = useLayout(layout => rowHeights[layout.density])
  const open = (row: SettingRow, into: boolean) => {
    const shownOf = shownBy(list, row)
    if (shownOf === null) toggleRow(row.node.id)
    else onShow(shownOf, into)
  }
  // An open detail follows the keys; a click opens it by itself.
  const focus = (row: SettingRow) => {
    focusSetting(row.node.id)
    const shownOf = shownBy(list, row)
    if (shown !== null && shownOf !== null) onShow(shownOf, false)
  }
  const key = (event: KeyboardEvent) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? null : settingsActionOf(event.key)
    if (action === null || (action === 'close' && shown === null)) return false
    if (action === 'close') onClose()
    else onFilter()
    return true
  }
  return (
    <>
      <div className={styles.titles} aria-hidden>
        <span className={styles.name}>{text.columns.name}</span>
        <span className={styles.value}>{text.columns.value}</span>
        <span className={styles.fallback}>{text.columns.fallback}</span>
        <span className={styles.source}>{text.columns.source}</span>
      </div>
      <VirtualTree
        ref={ref}
        label={text.title}
        rows={rows}
        rowHeight={rowHeight}
        focused={focused}
        nameOf={row => row.label}
        onFocus={focus}
        onToggle={row => toggleRow(row.node.id)}
        onOpen={open}
        onKey={key}
        draw={(row, drawn) => (
          <SettingRowView
            key={row.node.id}
            {...drawn}
            list={list}
            row={row}
            selected={isShown(shown, shownBy(list, row))}
          />
        )}
      />
    </>
  )
}

/** What the detail shows of a row; null for a group. */
function shownBy(list: SettingList, row: SettingRow): ShownSetting | null {
  if (row.kind === 'group') return null
  const entry = list.entries[list.entry[row.setting] ?? -1]?.path ?? ''
  return { entry, setting: row.kind === 'property' ? settingPath(list, row.setting) : null }
}

function isShown(shown: ShownSetting | null, row: ShownSetting | null): boolean {
  return shown !== null && shown.entry === row?.entry && shown.setting === row.setting
}
