// The list of changes: every entry that differs from the opened file, by letter; selecting one shows its diff. Delete
// reverts it. Virtual, because a mass edit can make thousands.
import { useVirtualizer } from '@tanstack/react-virtual'
import { FileDiff, FolderTree, RotateCcw } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { Change } from '../../../shared/model/change'
import { useLayout } from '../../app/layout'
import { CommandButton } from '../../app/command-button'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { rowHeights } from '../../ui/density'
import { EmptyState } from '../../ui/empty-state'
import { openMenu } from '../../ui/menu'
import { text } from '../../ui/text'
import { ChangeRow } from './change-row'
import { changeItems, revealChange, revertChange } from './change-menu'
import styles from './changes-pane.module.css'
import { selectChange, selectedChange, useChanges } from './changes-store'

/** The pane. */
export function ChangesPane() {
  const list = useChanges()
  const { changes } = list
  const selected = selectedChange(list)
  const empty = changes.length === 0
  return (
    <div className={styles.pane}>
      {!empty && <Bar count={changes.length} selected={selected} />}
      {/* There while it is empty, too: a focus that comes before the first change must find its place. */}
      <List changes={changes} selected={selected} />
      {empty && (
        <EmptyState icon={FileDiff} title={text.changes.none}>
          {text.changes.noneHint}
        </EmptyState>
      )}
    </div>
  )
}

function Bar({ count, selected }: { readonly count: number; readonly selected: Change | null }) {
  return (
    <div className={styles.bar}>
      <span className={styles.count}>{text.changes.count(count)}</span>
      <Button
        label={text.changes.showInExplorer}
        icon={FolderTree}
        kind="quiet"
        iconOnly
        disabled={selected === null || selected.kinds.includes('removed')}
        onClick={() => selected && void revealChange(selected)}
      />
      <Button
        label={text.changes.revertOne}
        icon={RotateCcw}
        kind="quiet"
        iconOnly
        tip={`${text.changes.revertOne} (${text.keys.delete})`}
        disabled={selected === null}
        onClick={() => selected && void revertChange(selected)}
      />
      <CommandButton id="revertAll" kind="quiet" />
    </div>
  )
}

function List({ changes, selected }: { readonly changes: readonly Change[]; readonly selected: Change | null }) {
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = useLayout(layout => rowHeights[layout.density])
  const id = useId()
  const at = selected === null ? -1 : changes.indexOf(selected)
  const virtual = useVirtualizer({
    count: changes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    getItemKey: index => changes[index]?.node ?? index,
  })
  const rowId = (index: number) => `${id}-${index}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that are there already take their new height.
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])
  useEffect(() => {
    const first = changes[0]
    if (at < 0 && first) selectChange(first.node)
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, changes, virtual])

  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const target = nextIndex(event.key, at, changes.length)
    if (target !== null) {
      const change = changes[target]
      if (change) selectChange(change.node)
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && selected) {
      void revertChange(selected)
    } else if (isMenuKey(event) && selected) {
      const box = document.getElementById(rowId(at))?.getBoundingClientRect()
      if (box) openMenu({ label: selected.address, items: changeItems(selected), x: box.left + 24, y: box.bottom })
    } else return
    event.preventDefault()
  }
  const click = (event: MouseEvent) => {
    const change = changes[rowUnder(event.target)]
    if (change) selectChange(change.node)
  }
  const contextMenu = (event: MouseEvent) => {
    const change = changes[rowUnder(event.target)]
    event.preventDefault()
    if (change === undefined) return
    selectChange(change.node)
    scroller.current?.focus()
    openMenu({ label: change.address, items: changeItems(change), x: event.clientX, y: event.clientY })
  }

  return (
    <div
      ref={scroller}
      className={classes(styles.list, changes.length === 0 && styles.vacant)}
      role="listbox"
      aria-label={text.changes.title}
      aria-activedescendant={at >= 0 ? rowId(at) : undefined}
      tabIndex={0}
      data-pane-start
      onKeyDown={keyDown}
      onClick={click}
      onContextMenu={contextMenu}
    >
      <div style={{ height: virtual.getTotalSize() }} role="presentation">
        {virtual.getVirtualItems().map(item => {
          const change = changes[item.index]
          if (change === undefined) return null
          return (
            <ChangeRow
              key={item.key}
              id={rowId(item.index)}
              change={change}
              selected={item.index === at}
              position={item.index + 1}
              count={changes.length}
              top={item.start}
            />
          )
        })}
      </div>
    </div>
  )
}

function rowUnder(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null
  return Number(row ?? -1)
}

function nextIndex(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, at + 1)
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

function isMenuKey(event: KeyboardEvent): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
}
