// The list of changes: every entry that differs from the opened file, by letter; selecting one shows its diff. Delete
// reverts it. Virtual, because a mass edit can make thousands.
import { useVirtualizer } from '@tanstack/react-virtual'
import { FileDiff, FolderTree, RotateCcw } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { Change } from '../../../shared/model/change'
import { showView, useLayout } from '../../state/layout'
import { CommandButton } from '../../state/command-button'
import { commandFor } from '../../state/commands'
import { runCommand } from '../../state/run-command'
import { classes } from '../../ui/classes'
import { rowHeights } from '../../ui/density'
import { EmptyState } from '../../ui/empty-state'
import { openMenu } from '../../ui/menu'
import { text } from '../../ui/text'
import { isRowMenuKey } from '../../ui/row-menu-key'
import { ChangeRow } from './change-row'
import { changeItems } from './change-menu'
import styles from './changes-pane.module.css'
import { nextIndex } from './changes-keys'
import { selectChange, selectedChange, useChanges } from '../../state/changes-store'

/** The pane. */
export function ChangesPane() {
  const list = useChanges()
  const { changes } = list
  const selected = selectedChange(list)
  const empty = changes.length === 0
  return (
    <div className={styles.pane}>
      {!empty && <Bar count={changes.length} />}
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

function Bar({ count }: { readonly count: number }) {
  return (
    <div className={styles.bar}>
      <span className={styles.count}>{text.changes.count(count)}</span>
      <CommandButton id="reveal" icon={FolderTree} kind="quiet" iconOnly />
      <CommandButton id="revert" icon={RotateCcw} kind="quiet" iconOnly />
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
    const command = commandFor(event.nativeEvent, 'changes')
    if (command !== undefined) {
      void runCommand(command)
      event.preventDefault()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const target = nextIndex(event.key, at, changes.length)
    if (target !== null) {
      const change = changes[target]
      if (change) choose(change)
    } else if (isRowMenuKey(event) && selected) {
      const box = document.getElementById(rowId(at))?.getBoundingClientRect()
      if (box) openMenu({ label: selected.address, items: changeItems(selected), x: box.left + 24, y: box.bottom })
    } else return
    event.preventDefault()
  }
  const click = (event: MouseEvent) => {
    const change = changes[rowUnder(event.target)]
    if (change) choose(change)
  }
  const contextMenu = (event: MouseEvent) => {
    const change = changes[rowUnder(event.target)]
    event.preventDefault()
    if (change === undefined) return
    choose(change)
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

function choose(change: Change): void {
  selectChange(change.node)
  showView('content')
}

function rowUnder(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null
  return Number(row ?? -1)
}
