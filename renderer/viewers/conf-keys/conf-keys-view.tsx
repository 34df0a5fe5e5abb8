// esx.conf as a tree of its keys, beside its text: what is chosen here is where the cursor is there, and the other way round.
import { ListTree } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { jumpToLine, recallPlace, rememberLine, takeJump } from '../../features/editor/view-places'
import { useLayout } from '../../state/layout'
import { isMac } from '../../state/session'
import { useOfferActions } from '../../state/shown-actions'
import { Button } from '../../ui/button'
import { rowHeights } from '../../ui/density'
import { EmptyState } from '../../ui/empty-state'
import { report } from '../../ui/toast'
import { VirtualTree } from '../../ui/virtual-tree'
import type { ViewerProps } from '../viewer'
import { ConfKeysFilter } from './conf-keys-filter'
import { beginKeys, focusKey, goToLine, setFilter, toggleBranch, useConfKeys } from './conf-keys-state'
import styles from './conf-keys-view.module.css'
import { KeyDetail } from './key-detail'
import { keyCopies } from './key-copies'
import { openKeyMenu } from './key-menu'
import {
  firstLineOf,
  isListed,
  type KeyRow,
  lineToShow,
  markedLines,
  noFilter,
  rowsOf,
  searchedText,
  wordsOf,
} from './key-rows'
import { KeyRowView } from './key-row'
import { keyTree } from './key-tree'
import { lineOfFile } from './line-of-file'
import { confKeysText as texts } from './text'

/** A secret that its user asked to see. */
interface Revealed {
  /** Index of its line. */
  readonly line: number
  readonly revision: number
  readonly value: string
}

export function ConfKeysView({ document, node, revision, data, frame, onShow }: ViewerProps<'conf-keys'>) {
  const file = JSON.stringify([document, node])
  const tree = useMemo(() => keyTree(data), [data])
  const searched = useMemo(() => searchedText(tree), [tree])
  const marked = useMemo(() => markedLines(tree), [tree])
  const filter = useConfKeys(state => (state.file === file ? state.filter : noFilter))
  const unfolded = useConfKeys(state => state.unfolded)
  const toggled = useConfKeys(state => state.toggled)
  const focused = useConfKeys(state => state.focused)
  const asked = useDeferredValue(filter)
  const { rows, matches } = useMemo(
    () => rowsOf(tree, searched, marked, asked, { unfolded, toggled }),
    [tree, searched, marked, asked, unfolded, toggled],
  )
  const words = useMemo(() => wordsOf(asked.text), [asked.text])
  const [revealed, setRevealed] = useState<Revealed | null>(null)
  const rowHeight = useLayout(layout => rowHeights[layout.density])
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const row = (focused !== null && rows.find(one => one.node.id === focused)) || rows[0]
  const shown = row && row.line === revealed?.line && revision === revealed?.revision ? revealed.value : null

  // Where the cursor is in the text. A layout effect, because the text says it when it leaves the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it comes into the page.
  useLayoutEffect(() => {
    beginKeys(file)
    const jumped = takeJump(file)
    const place = recallPlace(file)
    const at = place && lineToShow(data, place.line - 1, jumped)
    if (at !== null) goToLine(tree, at, isListed(useConfKeys.getState().filter, marked, searched, at))
    if (jumped) list.current?.focus()
  }, [])

  const toTree = () => requestAnimationFrame(() => list.current?.focus())
  const toFilter = () => {
    field.current?.focus()
    field.current?.select()
  }
  const focus = (to: KeyRow) => {
    focusKey(to.node.id)
    setRevealed(null)
    if (to.line !== null) rememberLine(file, to.line + 1)
  }
  const showText = (of: KeyRow | undefined = row) => {
    const line = of && (of.line ?? firstLineOf(of.branch))
    if (line == null) return
    jumpToLine(file, line + 1)
    onShow('text')
  }
  const open = (of: KeyRow, into: boolean) => {
    if (of.line === null) toggleBranch(of.node.id)
    else if (into) showText(of)
  }
  const reveal = async (line: number) => {
    try {
      setRevealed({ line, revision, value: (await lineOfFile(document, node, line)).value })
    } catch (thrown) {
      report(thrown)
    }
  }
  const copyOf = (of: KeyRow) => keyCopies({ document, node, data, tree }, of, shown)
  const keyDown = (event: KeyboardEvent, at: KeyRow) => {
    const mod = isMac() ? event.metaKey : event.ctrlKey
    const { key, line } = copyOf(at)
    if (mod && event.key === 'c') (line ?? (at.line === null ? key : undefined))?.()
    else if (event.key === '/' && !mod && !event.altKey) toFilter()
    else return false
    return true
  }
  const menu = (of: KeyRow, x: number, y: number) => openKeyMenu(of.label, copyOf(of), () => showText(of), { x, y })
  useOfferActions({ find: toFilter, showText: row && (() => showText()) })

  const chips = [texts.keys(data.key.reduce((sum, key) => sum + Number(key !== null), 0))]
  if (data.key.length === 0) {
    return frame(
      { chips },
      <EmptyState icon={ListTree} title={texts.none}>
        {texts.noneHint}
      </EmptyState>,
    )
  }
  return frame(
    { chips },
    <div className={styles.view}>
      <ConfKeysFilter
        ref={field}
        filter={filter}
        marked={marked}
        matches={matches}
        all={data.key.length}
        onDone={toTree}
      />
      {row === undefined ? (
        <EmptyState icon={ListTree} title={texts.noMatch}>
          {texts.noMatchHint} <Button label={texts.clear} onClick={() => setFilter(noFilter)} />
        </EmptyState>
      ) : (
        <>
          <Titles />
          <div className={styles.list}>
            <VirtualTree
              ref={list}
              label={texts.tree}
              rows={rows}
              rowHeight={rowHeight}
              focused={focused}
              nameOf={one => one.label}
              onFocus={focus}
              onToggle={one => toggleBranch(one.node.id)}
              onOpen={open}
              onKey={keyDown}
              onMenu={menu}
              draw={(one, drawn) => <KeyRowView key={one.node.id} {...drawn} tree={tree} row={one} words={words} />}
            />
          </div>
          <KeyDetail
            tree={tree}
            row={row}
            revealed={shown}
            onReveal={() => row.line !== null && void reveal(row.line)}
            onConceal={() => setRevealed(null)}
            copy={copyOf(row)}
          />
        </>
      )}
    </div>,
  )
}

function Titles() {
  return (
    <div className={styles.titles} aria-hidden>
      <span className={styles.name}>{texts.columns.name}</span>
      <span className={styles.value}>{texts.columns.value}</span>
      <span className={styles.type}>{texts.columns.type}</span>
      <span className={styles.line}>{texts.columns.line}</span>
    </div>
  )
}
