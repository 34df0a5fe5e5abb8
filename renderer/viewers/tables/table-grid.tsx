// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be drawn a few rows at a time.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names a cell by aria-activedescendant.
// Rows of any number as a grid: one element has the focus, the keys go from cell to cell, and the header is the row above the first.
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import type { RowQuery, TableCell, TableColumn } from '../../../shared/viewers/tables'
import { isMac } from '../../state/session'
import { classes } from '../../ui/classes'
import { shortWords } from './cell-words'
import styles from './tables-view.module.css'
import type { RowPages } from './row-pages'
import type { Cursor } from './tables-state'
import { tablesText as texts } from './text'

export interface TableGridProps {
  readonly label: string
  readonly columns: readonly TableColumn[]
  readonly pages: RowPages
  readonly query: RowQuery
  readonly cursor: Cursor
  /** Pixels. */
  readonly rowHeight: number
  readonly onCursor: (cursor: Cursor) => void
  readonly onOpen: (cursor: Cursor) => void
  readonly onSort: (column: string) => void
  readonly onCopy: () => void
  readonly onFilter: () => void
  readonly onChange: (cursor: Cursor) => void
  readonly onAdd: () => void
  readonly onRemove: (cursor: Cursor) => void
  readonly ref: Ref<HTMLDivElement | null>
}

/** Rows that are drawn: a page cannot be higher than some 16 million pixels. */
export const mostShown = 400_000

/** Pixels of a column: as wide as what its first rows hold, within reason. */
const [narrowest, widest, ofCharacter, around] = [64, 340, 7.4, 34] as const

export function TableGrid(props: TableGridProps) {
  const {
    label,
    columns,
    pages,
    query,
    cursor,
    rowHeight,
    onCursor,
    onOpen,
    onSort,
    onCopy,
    onFilter,
    onChange,
    onAdd,
    onRemove,
    ref,
  } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => scroller.current, [])
  const count = Math.min(pages.total ?? 0, mostShown)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    paddingStart: rowHeight,
    scrollPaddingStart: rowHeight,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that are there already take their new height.
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => pages.want(first, last))
  useEffect(() => {
    if (cursor.row >= 0 && count > 0) virtual.scrollToIndex(Math.min(cursor.row, count - 1), { align: 'auto' })
  }, [cursor.row, count, virtual])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first page decides, and stays decided.
  const widths = useMemo(() => columns.map((column, index) => widthOf(column, index, pages)), [columns, pages.begun])
  const starts = widths.map((_, index) => widths.slice(0, index).reduce((sum, width) => sum + width, 0))
  const total = widths.reduce((sum, width) => sum + width, 0)
  // Only when the cursor goes there: whoever scrolls on from it, or is about to click a cell, is not taken back by rows that arrive.
  // biome-ignore lint/correctness/useExhaustiveDependencies: where its column is does not matter until it moves.
  useEffect(() => {
    const element = scroller.current
    const [start, width] = [starts[cursor.column] ?? 0, widths[cursor.column] ?? 0]
    if (!element) return
    if (start < element.scrollLeft) element.scrollLeft = start
    else if (start + width > element.scrollLeft + element.clientWidth)
      element.scrollLeft = start + width - element.clientWidth
  }, [cursor.row, cursor.column])

  const cellId = (row: number, column: number) => `${id}-${row}-${column}`
  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.nativeEvent.isComposing || event.altKey) return
    const mod = isMac() ? event.metaKey : event.ctrlKey
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / rowHeight) - 2)
    const to = moved(event.key, cursor, { rows: count, columns: columns.length, page, mod })
    if (to) onCursor(to)
    else if (mod && event.key === 'c') onCopy()
    else if (!mod && event.key === '/') onFilter()
    else if (!mod && event.key === 'F2' && cursor.row >= 0) onChange(cursor)
    else if (!mod && event.key === 'Insert') onAdd()
    else if (!mod && event.key === 'Delete' && cursor.row >= 0) onRemove(cursor)
    else if (!mod && (event.key === 'Enter' || event.key === ' ')) choose(cursor)
    else return
    event.preventDefault()
  }
  const choose = (at: Cursor) => {
    const column = columns[at.column]
    if (at.row >= 0) onOpen(at)
    else if (column) onSort(column.name)
  }
  const click = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-cell]') : null
    const [row, column] = (cell?.dataset.cell ?? '').split(' ').map(Number)
    if (row === undefined || column === undefined || Number.isNaN(row)) return
    onCursor({ row, column })
    choose({ row, column })
  }
  const position = (index: number) => ({ transform: `translateX(${starts[index] ?? 0}px)`, width: widths[index] })
  return (
    <div
      ref={scroller}
      className={styles.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={cellId(cursor.row, cursor.column)}
      tabIndex={0}
      data-pane-start
      onKeyDown={keyDown}
      onClick={click}
    >
      <div role="row" aria-rowindex={1} className={styles.header} style={{ width: total, height: rowHeight }}>
        {columns.map((column, index) => (
          <HeaderCell
            key={column.name}
            id={cellId(-1, index)}
            column={column}
            index={index}
            sort={query.sort}
            isCurrent={isAt(cursor, -1, index)}
            style={position(index)}
          />
        ))}
      </div>
      <div
        className={styles.rows}
        style={{ width: total, height: virtual.getTotalSize() - rowHeight }}
        role="presentation"
      >
        {items.map(item => {
          const cells = pages.row(item.index)
          return (
            <div
              key={item.index}
              role="row"
              aria-rowindex={item.index + 2}
              className={classes(styles.row, item.index === cursor.row && styles.current)}
              style={{ transform: `translateY(${item.start - rowHeight}px)`, height: rowHeight, width: total }}
            >
              {columns.map(({ name }, index) => (
                <Cell
                  key={name}
                  id={cellId(item.index, index)}
                  row={item.index}
                  index={index}
                  cell={cells?.[index]}
                  isCurrent={isAt(cursor, item.index, index)}
                  style={position(index)}
                />
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface CellProps {
  readonly id: string
  /** Of its column, from 0. */
  readonly index: number
  readonly isCurrent: boolean
  readonly style: CSSProperties
}

function HeaderCell({
  id,
  column: { name, type, key },
  index,
  sort,
  isCurrent,
  style,
}: CellProps & { readonly column: TableColumn; readonly sort: RowQuery['sort'] }) {
  const sorted = sort?.column === name ? sort : null
  const Arrow = sorted?.descending ? ArrowDown : ArrowUp
  return (
    <div
      id={id}
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={sorted === null ? 'none' : sorted.descending ? 'descending' : 'ascending'}
      className={classes(styles.cell, isCurrent && styles.at)}
      style={style}
      data-cell={`-1 ${index}`}
      title={type === '' ? name : `${name} ${type}${key > 0 ? `, ${texts.key} ${key}` : ''}`}
    >
      <span className={styles.name}>{name}</span>
      {sorted && <Arrow size={14} aria-hidden />}
    </div>
  )
}

function Cell({
  id,
  row,
  index,
  cell,
  isCurrent,
  style,
}: CellProps & { readonly row: number; readonly cell: TableCell | undefined }) {
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={index + 1}
      className={classes(styles.cell, cell && styles[cell.kind], isCurrent && styles.at)}
      style={style}
      data-cell={`${row} ${index}`}
      title={cell && shortWords(cell)}
    >
      {cell === undefined ? '' : shortWords(cell)}
    </div>
  )
}

function isAt({ row, column }: Cursor, atRow: number, atColumn: number): boolean {
  return row === atRow && column === atColumn
}

function widthOf({ name, type }: TableColumn, index: number, pages: RowPages): number {
  const lengths = Array.from({ length: 40 }, (_, row) => {
    const cell = pages.row(row)?.[index]
    return cell ? shortWords(cell).length : 0
  })
  const most = Math.max(name.length + 3, type === '' ? 0 : 4, ...lengths)
  return Math.round(Math.min(widest, Math.max(narrowest, most * ofCharacter + around)))
}

interface Space {
  readonly rows: number
  readonly columns: number
  /** Rows of a page. */
  readonly page: number
  readonly mod: boolean
}

/** Where a key leads; null for one that leads nowhere. */
function moved(key: string, { row, column }: Cursor, { rows, columns, page, mod }: Space): Cursor | null {
  const to = (nextRow: number, nextColumn: number) => ({
    row: Math.max(-1, Math.min(nextRow, rows - 1)),
    column: Math.max(0, Math.min(nextColumn, columns - 1)),
  })
  switch (key) {
    case 'ArrowUp':
      return mod ? null : to(row - 1, column)
    case 'ArrowDown':
      return mod ? null : to(row + 1, column)
    case 'ArrowLeft':
      return mod ? null : to(row, column - 1)
    case 'ArrowRight':
      return mod ? null : to(row, column + 1)
    case 'PageUp':
      return mod ? null : to(Math.max(0, row - page), column)
    case 'PageDown':
      return mod ? null : to(row + page, column)
    case 'Home':
      return mod ? to(0, 0) : to(row, 0)
    case 'End':
      return mod ? to(rows - 1, columns - 1) : to(row, columns - 1)
    default:
      return null
  }
}
