// The tree of settings: one focusable element over a virtual list of rows, with the keys of the explorer.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import type { SettingList } from '../../../shared/model/settings'
import { useLayout } from '../../state/layout'
import { rowHeights } from '../../ui/density'
import { settingsText as text } from '../../ui/text-settings'
import { moveOf } from '../tree/navigate'
import { findTyped, notTyping, type Typing, typeCharacter } from '../tree/type-ahead'
import { settingPath, type SettingRow } from './rows'
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
  const scroller = useRef<HTMLDivElement>(null)
  const typing = useRef<Typing>(notTyping)
  const id = useId()
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => scroller.current, [])
  const index = useMemo(() => new Map(rows.map((row, at) => [row.node.id, at])), [rows])
  const at = focused === null ? 0 : (index.get(focused) ?? 0)

  // The focused row is always drawn, or aria-activedescendant would point at nothing.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const drawn = defaultRangeExtractor(range)
      return drawn.includes(at) ? drawn : [...drawn, at].sort((a, b) => a - b)
    },
    [at],
  )
  const keyOf = useCallback((row: number) => rows[row]?.node.id ?? row, [rows])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: keyOf,
    rangeExtractor,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that are there already take their new height.
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])
  useEffect(() => virtual.scrollToIndex(at, { align: 'auto' }), [at, virtual])

  const show = (row: SettingRow, into: boolean) => {
    const shownOf = shownBy(list, row)
    if (shownOf === null) toggleRow(row.node.id)
    else onShow(shownOf, into)
  }
  const focusAt = (target: number) => {
    const row = rows[target]
    if (row === undefined) return
    focusSetting(row.node.id)
    const shownOf = shownBy(list, row)
    if (shown !== null && shownOf !== null) onShow(shownOf, false)
  }
  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return
    const row = rows[at]
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.floor(event.currentTarget.clientHeight / rowHeight)
    const move = moveOf(event.key, rows, at, page)
    if (move !== null) typing.current = notTyping
    if (event.key === 'Escape') {
      if (shown === null) return
      onClose()
    } else if (event.key === '/') onFilter()
    else if (move === null) {
      if (event.key.length !== 1) return
      typing.current = typeCharacter(typing.current, event.key, performance.now())
      const found = findTyped(typing.current.typed, at, rows.length, one => rows[one]?.label ?? '')
      if (found !== null) focusAt(found)
    } else if (move.kind === 'focus') focusAt(move.index)
    else if (move.kind === 'open') {
      focusSetting(row.node.id)
      show(row, event.key === 'Enter')
    } else toggleRow(move.node)
    event.preventDefault()
  }
  const click = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null
    const row = rows[index.get(target?.closest('[data-row]')?.getAttribute('data-row') ?? '') ?? -1]
    if (row === undefined) return
    focusSetting(row.node.id)
    if (target?.closest('[data-twisty]')) toggleRow(row.node.id)
    else show(row, false)
  }

  // An id must not contain a space.
  const rowId = (row: SettingRow) => `${id}-${encodeURIComponent(row.node.id)}`
  const active = rows[at]
  return (
    <>
      <div className={styles.titles} aria-hidden>
        <span className={styles.name}>{text.columns.name}</span>
        <span className={styles.value}>{text.columns.value}</span>
        <span className={styles.fallback}>{text.columns.fallback}</span>
        <span className={styles.source}>{text.columns.source}</span>
      </div>
      <div
        ref={scroller}
        className={styles.tree}
        role="tree"
        aria-label={text.title}
        aria-activedescendant={active && rowId(active)}
        tabIndex={0}
        data-pane-start
        onKeyDown={keyDown}
        onClick={click}
      >
        <div className={styles.rows} style={{ height: virtual.getTotalSize() }} role="presentation">
          {virtual.getVirtualItems().map(item => {
            const row = rows[item.index]
            if (row === undefined) return null
            return (
              <SettingRowView
                key={item.key}
                id={rowId(row)}
                list={list}
                row={row}
                focused={item.index === at}
                selected={isShown(shown, shownBy(list, row))}
                top={item.start}
              />
            )
          })}
        </div>
      </div>
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
