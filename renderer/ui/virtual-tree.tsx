// A tree of any number of rows: one focusable element over a virtual list, with the keys of the explorer. The rows have no focus of their
// own: the tree points at one by aria-activedescendant, and hears clicks by delegation, from `data-row` and `data-twisty`.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react'
import { isRowMenuKey } from './row-menu-key'
import { moveOf, type WalkedRow } from './tree-keys'
import { findTyped, notTyping, type Typing, typeCharacter } from './type-ahead'
import styles from './virtual-tree.module.css'

/** What a row is drawn with. */
export interface DrawnRow {
  readonly id: string
  readonly focused: boolean
  /** Pixels from the top of the list. */
  readonly top: number
}

export interface VirtualTreeProps<Row extends WalkedRow> {
  readonly label: string
  /** At least one. */
  readonly rows: readonly Row[]
  /** Pixels. */
  readonly rowHeight: number
  /** Id of the row that the keys are at; the first row where there is no such one. */
  readonly focused: string | null
  /** By which typing finds it. */
  readonly nameOf: (row: Row) => string
  /** The keys or the pointer went to a row. */
  readonly onFocus: (row: Row) => void
  readonly onToggle: (row: Row) => void
  /** Enter (`into`), the space bar or a click asks for what the row shows. */
  readonly onOpen: (row: Row, into: boolean) => void
  /** Keys of its own come first: true for one that was one. */
  readonly onKey?: (event: KeyboardEvent, row: Row) => boolean
  /** A context menu is asked for, at a point of the viewport. */
  readonly onMenu?: (row: Row, x: number, y: number) => void
  readonly draw: (row: Row, drawn: DrawnRow) => ReactNode
  readonly ref: Ref<HTMLDivElement | null>
}

export function VirtualTree<Row extends WalkedRow>(props: VirtualTreeProps<Row>) {
  const { label, rows, rowHeight, focused, nameOf, onFocus, onToggle, onOpen, onKey, onMenu, draw, ref } = props
  const scroller = useRef<HTMLDivElement>(null)
  const typing = useRef<Typing>(notTyping)
  const id = useId()
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => scroller.current, [])
  const at = Math.max(0, focused === null ? 0 : indexOf(focused))

  // The focused row is always drawn, or aria-activedescendant would point at nothing.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const drawn = defaultRangeExtractor(range)
      return drawn.includes(at) ? drawn : [...drawn, at].sort((a, b) => a - b)
    },
    [at],
  )
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    rangeExtractor,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that are there already take their new height.
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])
  useEffect(() => virtual.scrollToIndex(at, { align: 'auto' }), [at, virtual])

  function indexOf(node: string): number {
    return rows.findIndex(row => row.node.id === node)
  }
  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return
    const row = rows[at]
    if (row === undefined) return
    if (onKey?.(event, row)) return event.preventDefault()
    if (onMenu && isRowMenuKey(event)) {
      const box = document.getElementById(rowId(row))?.getBoundingClientRect()
      onMenu(row, (box?.left ?? 0) + 40, box?.bottom ?? 0)
      return event.preventDefault()
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.floor(event.currentTarget.clientHeight / rowHeight)
    const move = moveOf(event.key, rows, at, page)
    if (move !== null) typing.current = notTyping
    if (move === null) {
      if (event.key.length !== 1) return
      typing.current = typeCharacter(typing.current, event.key, performance.now())
      const found = findTyped(typing.current.typed, at, rows.length, one => (rows[one] ? nameOf(rows[one]) : ''))
      if (found !== null && rows[found]) onFocus(rows[found])
    } else if (move.kind === 'focus') {
      if (rows[move.index]) onFocus(rows[move.index]!)
    } else if (move.kind === 'open') {
      onFocus(row)
      onOpen(row, event.key === 'Enter')
    } else onToggle(row)
    event.preventDefault()
  }
  const rowUnder = (target: EventTarget): Row | undefined => {
    const node = target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null
    return node == null ? undefined : rows[indexOf(node)]
  }
  const click = (event: MouseEvent) => {
    const row = rowUnder(event.target)
    if (row === undefined) return
    onFocus(row)
    if (event.target instanceof Element && event.target.closest('[data-twisty]')) onToggle(row)
    else onOpen(row, false)
  }
  const contextMenu = (event: MouseEvent) => {
    if (onMenu === undefined) return
    // The menu key of some systems sends this event to the tree itself, after its own key press.
    event.preventDefault()
    const row = rowUnder(event.target)
    if (row === undefined) return
    onFocus(row)
    scroller.current?.focus()
    onMenu(row, event.clientX, event.clientY)
  }

  // An id must not contain a space.
  const rowId = (row: Row) => `${id}-${encodeURIComponent(row.node.id)}`
  const active = rows[at]
  return (
    <div
      ref={scroller}
      className={styles.tree}
      role="tree"
      aria-label={label}
      aria-activedescendant={active && rowId(active)}
      tabIndex={0}
      data-pane-start
      onKeyDown={keyDown}
      onClick={click}
      onContextMenu={contextMenu}
    >
      <div className={styles.rows} style={{ height: virtual.getTotalSize() }} role="presentation">
        {virtual.getVirtualItems().map(item => {
          const row = rows[item.index]
          return row && draw(row, { id: rowId(row), focused: item.index === at, top: item.start })
        })}
      </div>
    </div>
  )
}
