// A text that is too large for an editor: rows are drawn for the screen only and fetched in pages, so that one of hundreds of megabytes, or one
// line of fifty, opens as fast as a small one. Its secrets are hidden.
// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be both virtual and sticky.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row.
import { Download, Search } from 'lucide-react'
import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { call } from '../../bridge/call'
import { recallPlace, rememberPlace, takeJump } from '../../features/editor/view-places'
import { Strip } from '../../features/editor/strip'
import { addressParts } from '../../features/preview/address-parts'
import { saveContent } from '../../features/tree/node-actions'
import { CommandButton } from '../../state/command-button'
import { shortcutOf } from '../../state/commands'
import { isMac } from '../../state/session'
import { useOfferActions } from '../../state/shown-actions'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy-text'
import { paneText } from '../../ui/text-panes'
import { report } from '../../ui/toast'
import { useSize } from '../../ui/use-size'
import { rowHeight, topToShow, visibleRows } from '../parts/row-space'
import { useRowScroll } from '../parts/use-row-scroll'
import type { ViewerProps } from '../viewer'
import { FindBar } from './find-bar'
import styles from './long-text-view.module.css'
import { LongTextFooter } from './long-text-footer'
import { moveRow } from './move-row'
import { RowCache } from './row-cache'
import { longTextText as texts } from './text'
import { TextRow } from './text-row'
import { useFindBar } from './use-find-bar'
import { useTotal } from './use-total'

/** Pixels that a key moves the text sideways. */
const sideways = 80

export function LongTextView({ document, node, address, revision, data, frame }: ViewerProps<'long-text'>) {
  const place = JSON.stringify([document, node])
  const cache = useMemo(
    () => new RowCache((from, count) => call('text.rows', { document, node, from, count }), data.rows),
    [document, node, data.rows],
  )
  useSyncExternalStore(cache.subscribe, cache.version)
  const total = useTotal(document, node, revision, data)
  const rows = total?.rows ?? data.rows.length
  const scroller = useRef<HTMLDivElement>(null)
  const findField = useRef<HTMLInputElement>(null)
  const goToField = useRef<HTMLInputElement>(null)
  const id = useId()
  const [wished, setCursor] = useState(0)
  const widest = useRef(0)
  const size = useSize(scroller)
  const { space, top, scrollTo } = useRowScroll(scroller, rows, size, 0)
  const { first, last } = visibleRows(space, top, rows)
  const cursor = Math.min(wished, Math.max(0, rows - 1))

  useEffect(() => cache.want(first, last), [cache, first, last])

  const select = (row: number) => {
    setCursor(row)
    scrollTo(topToShow(space, top, row))
  }
  /** With some rows above it, unless it is on the screen. */
  const goTo = (row: number) => {
    setCursor(row)
    if (row < first || row >= last - 1) scrollTo(row * rowHeight - space.viewport / 3)
  }
  const goToLine = async (line: number, byte: number): Promise<string | null> => {
    try {
      const { row } = await call('text.rowOf', { document, node, line, byte })
      if (row === null) {
        const { lines } = total ?? (await call('text.length', { document, node, operation: crypto.randomUUID() }))
        return texts.beyondEnd(lines)
      }
      goTo(row)
      scroller.current?.focus()
      return null
    } catch (thrown) {
      report(thrown)
      return null
    }
  }
  const search = useFindBar({
    document,
    node,
    revision,
    cursor,
    field: findField,
    goTo,
    onClose: () => scroller.current?.focus(),
  })

  // Where the user was in it, or where a search leads.
  const arrive = useEffectEvent(() => {
    const jumped = takeJump(place)
    const line = recallPlace(place)?.line ?? 1
    if (line > 1) void goToLine(line, 1)
    else if (jumped) scroller.current?.focus()
  })
  const leave = useEffectEvent(() => {
    const line = cache.row(cursor)?.line
    if (line !== undefined) rememberPlace(place, { line, column: 0, topLine: line })
  })
  useLayoutEffect(() => {
    arrive()
    return () => leave()
  }, [])

  useOfferActions({ find: search.open, goTo: () => goToField.current?.select() })

  const current = cache.row(cursor)
  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const mod = isMac() ? event.metaKey : event.ctrlKey
    if (event.target !== scroller.current || event.altKey) return
    const { key } = event
    const moved = moveRow(cursor, { key, mod }, { rows, page: Math.floor(space.viewport / rowHeight) - 1 })
    if (moved !== null) select(moved)
    else if (key === 'ArrowLeft' || key === 'ArrowRight')
      scroller.current?.scrollBy({ left: key === 'ArrowLeft' ? -sideways : sideways })
    else if ((key === 'ArrowUp' || key === 'ArrowDown') && current)
      void goToLine(
        key === 'ArrowDown' ? current.line + 1 : current.part > 0 ? current.line : Math.max(current.line - 1, 1),
        1,
      )
    else if (key === 'F3') search.step(event.shiftKey ? -1 : 1)
    else if (mod && key === 'c' && current && window.getSelection()?.isCollapsed !== false) void copyText(current.text)
    else return
    event.preventDefault()
  }
  const pointerDown = (event: PointerEvent) => {
    const row = event.target instanceof Element ? event.target.closest('[data-row]') : null
    const index = Number(row?.getAttribute('data-row') ?? Number.NaN)
    if (Number.isInteger(index)) setCursor(index)
  }

  const digits = String(total?.lines ?? rows).length
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index)
  for (const row of shown) widest.current = Math.max(widest.current, cache.row(row)?.text.length ?? 0)
  const tools = <Tools document={document} node={node} address={address} />
  return frame(
    { chips: [paneText.preview.readOnly, paneText.encodings[data.encoding], texts.lines(total?.lines ?? null)], tools },
    <div className={styles.view}>
      <Strip tone="plain" title={paneText.preview.readOnly} message={texts.why(data.limit)} />
      {search.isOpen && (
        <FindBar
          ref={findField}
          find={search.find}
          at={search.at}
          onChange={search.change}
          onStep={search.step}
          onClose={search.close}
        />
      )}
      {cache.failure && (
        <Strip tone="danger" title={texts.failed} message={cache.failure.message} alert>
          <Button label={paneText.retry} onClick={() => cache.retry()} />
        </Strip>
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        tabIndex={0}
        data-pane-start
        aria-label={texts.label(address)}
        aria-description={texts.description(shortcutOf('find'), shortcutOf('goTo'))}
        aria-rowcount={total?.rows ?? -1}
        aria-readonly
        aria-activedescendant={cursor >= first && cursor < last ? id : undefined}
        onKeyDown={keyDown}
        onPointerDown={pointerDown}
      >
        <div style={{ height: space.element, minWidth: `${widest.current + digits + 6}ch` }} role="presentation">
          <div className={styles.window} style={{ height: space.viewport }} role="presentation">
            <div style={{ transform: `translateY(${first * rowHeight - top}px)` }} role="presentation">
              {shown.map(row => (
                <TextRow
                  key={row}
                  index={row}
                  row={cache.row(row)}
                  digits={digits}
                  selected={row === cursor}
                  id={row === cursor ? id : undefined}
                  sought={search.isOpen ? search.find.text : ''}
                  matchCase={search.find.matchCase}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
      <LongTextFooter
        current={current}
        digits={digits}
        field={goToField}
        onGoTo={goToLine}
        onLeave={() => scroller.current?.focus()}
      />
    </div>,
  )
}

function Tools({ document, node, address }: Pick<ViewerProps<'long-text'>, 'document' | 'node' | 'address'>) {
  const suggestedName = addressParts(address).at(-1)?.text ?? paneText.preview.unnamed
  return (
    <>
      <CommandButton id="find" kind="quiet" icon={Search} iconOnly />
      <Button
        kind="quiet"
        icon={Download}
        iconOnly
        label={texts.save}
        onClick={() => void saveContent(document, node, suggestedName).catch(report)}
      />
    </>
  )
}
