// The explorer: one focusable element (role tree) over a virtual list of rows.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type ClipboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { NodeId } from '../../../shared/model/node'
import { useLayout } from '../../state/layout'
import { useTree } from '../../state/tree-store'
import { rowHeights } from '../../ui/density'
import { text } from '../../ui/text'
import { carriesFiles } from '../open/dropped'
import { ChosenBar } from './chosen-bar'
import { isCopied, pasteCopied } from './copied'
import { addDropped, folderOf, useDropTarget } from './drop-in'
import { RoleFilterBar } from './role-filter-bar'
import styles from './tree-pane.module.css'
import { treePointer } from './tree-pointer'
import { TreeRowView } from './tree-row'
import { useTreeKeys } from './use-tree-keys'

/** The tree of the open document, below what says which files it shows. */
export function TreePane() {
  return (
    <div className={styles.pane}>
      <RoleFilterBar />
      <TreeRows />
      <ChosenBar />
    </div>
  )
}

function TreeRows() {
  const rows = useTree(tree => tree.rows)
  const index = useTree(tree => tree.index)
  const focused = useTree(tree => tree.focused)
  const selected = useTree(tree => tree.selected)
  const loading = useTree(tree => tree.loading)
  const chosen = useTree(tree => tree.chosen)
  const dropTarget = useDropTarget(({ node }) => node)
  const rowHeight = useLayout(layout => rowHeights[layout.density])
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const at = focused === null ? -1 : (index.get(focused) ?? -1)

  // The focused row is always drawn, or aria-activedescendant would point at nothing.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range)
      return at < 0 || shown.includes(at) ? shown : [...shown, at].sort((a, b) => a - b)
    },
    [at],
  )
  // Another function is another key for every row: a hundred thousand rows would be measured again with each drawing.
  const keyOf = useCallback((row: number) => rows[row]?.node.id ?? row, [rows])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: keyOf,
    rangeExtractor,
  })
  // A folder's handle is its path, and an id must not contain a space.
  const rowId = (node: NodeId) => `${id}-${encodeURIComponent(node)}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that are there already take their new height.
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])

  const keyDown = useTreeKeys({ rows, at, rowHeight, rowId })
  const pointer = treePointer(scroller)

  const paste = (event: ClipboardEvent) => {
    const folder = focused === null ? null : folderOf(focused)
    if (folder === null) return
    if (carriesFiles(event.clipboardData)) void addDropped(folder, event.clipboardData)
    else if (isCopied(event.clipboardData.getData('text/plain'))) void pasteCopied(folder)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={scroller}
      className={styles.tree}
      role="tree"
      aria-label={text.tree.label}
      aria-multiselectable
      aria-activedescendant={at >= 0 && focused !== null ? rowId(focused) : undefined}
      tabIndex={0}
      data-pane-start
      onKeyDown={keyDown}
      onClick={pointer.click}
      onContextMenu={pointer.contextMenu}
      onDragStart={pointer.dragStart}
      onPaste={paste}
    >
      <div className={styles.rows} style={{ height: virtual.getTotalSize() }} role="presentation">
        {virtual.getVirtualItems().map(item => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <TreeRowView
              key={item.key}
              id={rowId(row.node.id)}
              row={row}
              focused={item.index === at}
              selected={chosen.size > 0 ? chosen.has(row.node.id) : row.node.id === selected}
              target={row.node.id === dropTarget}
              loading={loading.has(row.node.id)}
              top={item.start}
            />
          )
        })}
      </div>
    </div>
  )
}
