// The bytes of a file as they are: offset, hexadecimal, ASCII. Rows are drawn for the screen only and fetched in pages,
// so that a file of hundreds of megabytes opens as fast as one of a kilobyte. Keyed by its node where it is mounted.
// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be both virtual and sticky.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell.
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import { shortcutOf } from '../../state/commands'
import { useLayout } from '../../state/layout'
import { useOfferActions } from '../../state/shown-actions'
import { call } from '../../bridge/call'
import { Button } from '../../ui/button'
import { paneText } from '../../ui/text-panes'
import { Strip } from '../../features/editor/strip'
import { hexByte, offsetDigits } from './byte-format'
import { HexFooter } from './hex-footer'
import { rowHeight, topToShow, visibleRows } from '../parts/row-space'
import { useRowScroll } from '../parts/use-row-scroll'
import { bytesPerRow, rowCount } from './hex-geometry'
import { HexRow } from './hex-row'
import styles from './hex-view.module.css'
import { moveCursor } from './move-cursor'
import { type LoadBytes, PageCache } from './page-cache'
import { useSize } from '../../ui/use-size'

/** CSS pixels of the column headings. */
const headingHeight = 24

export interface HexViewProps {
  readonly document: DocumentId
  readonly node: NodeId
  /** Path of the file, for assistive technology. */
  readonly name: string
  /** Bytes of the file. */
  readonly size: number
  readonly revision: number
}

export function HexView({ document, node, name, size: total, revision }: HexViewProps) {
  const [cache] = useState(() => new PageCache(loaderOf(document, node)))
  useSyncExternalStore(cache.subscribe, cache.version)
  const scroller = useRef<HTMLDivElement>(null)
  const goToField = useRef<HTMLInputElement>(null)
  const cellId = useId()
  const [wishedCursor, setCursor] = useState(0)

  const size = useSize(scroller)
  const perRow = bytesPerRow(
    size.width,
    useLayout(layout => layout.density),
  )
  const rows = rowCount(total, perRow)
  const { space, top, scrollTo } = useRowScroll(scroller, rows, size, headingHeight)
  const { first, last } = visibleRows(space, top, rows)
  const cursor = Math.min(wishedCursor, Math.max(0, total - 1))
  const cursorRow = Math.floor(cursor / perRow)
  const cursorIsDrawn = cursorRow >= first && cursorRow < last

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is the reason to fetch again.
  useEffect(() => cache.renew(loaderOf(document, node)), [cache, document, node, revision])
  useEffect(() => cache.want(first * perRow, last * perRow), [cache, first, last, perRow])

  const select = (offset: number) => {
    setCursor(offset)
    scrollTo(topToShow(space, top, Math.floor(offset / perRow)))
  }
  const goTo = (offset: number) => {
    setCursor(offset)
    const row = Math.floor(offset / perRow)
    const seen = row >= first && row < last - 1
    if (!seen) scrollTo(row * rowHeight - space.viewport / 3)
    scroller.current?.focus()
  }
  useOfferActions({ goTo: () => goToField.current?.select() })
  const keyDown = (event: KeyboardEvent) => {
    const mod = event.ctrlKey || event.metaKey
    if (event.target !== scroller.current || event.altKey) return
    const pageRows = Math.floor(space.viewport / rowHeight)
    const moved = moveCursor(cursor, { key: event.key, mod }, { total, perRow, pageRows })
    if (moved === null) return
    event.preventDefault()
    select(moved)
  }
  const pointerDown = (event: PointerEvent) => {
    const cell = event.target instanceof Element ? event.target.closest('[data-offset]') : null
    const offset = Number(cell?.getAttribute('data-offset') ?? Number.NaN)
    if (Number.isInteger(offset) && offset < total) select(offset)
  }
  const bytesOf = (row: number) => {
    const start = row * perRow
    return Array.from({ length: perRow }, (_, column) => cache.byteAt(start + column) ?? '').join(',')
  }

  return (
    <div className={styles.view}>
      {cache.failure && (
        <Strip tone="danger" title={paneText.hex.failed} message={cache.failure.message} alert>
          <Button label={paneText.retry} onClick={() => cache.retry()} />
        </Strip>
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        tabIndex={0}
        aria-label={paneText.hex.label(name)}
        aria-description={paneText.hex.description(shortcutOf('goTo'))}
        aria-rowcount={rows + 1}
        aria-colcount={perRow + 2}
        aria-readonly
        aria-activedescendant={cursorIsDrawn ? cellId : undefined}
        onKeyDown={keyDown}
        onPointerDown={pointerDown}
      >
        <div className={styles.range} style={{ height: space.element + headingHeight }} role="presentation">
          <div className={styles.window} style={{ height: space.viewport + headingHeight }} role="presentation">
            <Headings perRow={perRow} digits={offsetDigits(0, total).length} />
            <div className={styles.rows} role="presentation">
              <div style={{ transform: `translateY(${first * rowHeight - top}px)` }} role="presentation">
                {Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index).map(row => (
                  <HexRow
                    key={row}
                    offset={row * perRow}
                    label={offsetDigits(row * perRow, total)}
                    bytes={bytesOf(row)}
                    selected={row === cursorRow ? cursor % perRow : -1}
                    cellId={cellId}
                  />
                ))}
              </div>
            </div>
          </div>
        </div>
      </div>
      <HexFooter
        offset={cursor}
        byte={cache.byteAt(cursor)}
        total={total}
        field={goToField}
        onGoTo={goTo}
        onLeave={() => scroller.current?.focus()}
      />
    </div>
  )
}

function Headings({ perRow, digits }: { readonly perRow: number; readonly digits: number }) {
  return (
    <div className={styles.headings} role="row" aria-rowindex={1}>
      <span className={styles.offset} role="columnheader">
        {paneText.hex.offset.padEnd(digits)}
      </span>
      <span className={styles.bytes} role="presentation">
        {Array.from({ length: perRow }, (_, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position.
          <span key={column} className={styles.byte} role="columnheader">
            {hexByte(column)}
          </span>
        ))}
      </span>
      <span className={styles.text} role="columnheader">
        {paneText.hex.text}
      </span>
    </div>
  )
}

function loaderOf(document: DocumentId, node: NodeId): LoadBytes {
  return async (offset, length) => (await call('node.bytes', { document, node, offset, length })).bytes
}
