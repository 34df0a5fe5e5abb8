// A search through everything: the places of a text, by file, while they are found.
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { useLayout } from '../../state/layout'
import { useSession } from '../../state/session'
import { useOfferActions } from '../../state/shown-actions'
import { rowHeights } from '../../ui/density'
import { EmptyState } from '../../ui/empty-state'
import { Field } from '../../ui/field'
import { slashGoesTo } from '../../ui/slash-key'
import { TreeRowFrame, Twisty } from '../../ui/tree-row-frame'
import { type DrawnRow, VirtualTree } from '../../ui/virtual-tree'
import { showSettingOf } from '../settings/show-setting'
import { showPlace } from '../tree/show-place'
import { type HitRow, hitRows } from './hit-rows'
import { beginSearch, changeQuery, focusHit, searchSoon, toggleFile, useSearch } from './search-state'
import styles from './search-view.module.css'
import { searchText as texts } from './text'

const ways = ['matchCase', 'word', 'regex'] as const

export function SearchView() {
  const document = useSession(state => state.opened?.document ?? null)
  const revision = useSession(state => state.status?.revision ?? 0)
  return document === null ? null : <SearchOf key={document} document={document} revision={revision} />
}

function SearchOf({ document, revision }: { readonly document: DocumentId; readonly revision: number }) {
  useLayoutEffect(() => beginSearch(document), [document])
  const { query, hits, result, running, refusal, folded, focused } = useSearch()
  const field = useRef<HTMLInputElement>(null)
  const tree = useRef<HTMLDivElement>(null)
  const rowHeight = useLayout(layout => rowHeights[layout.density])
  const { rows, files } = useMemo(() => hitRows(hits, folded), [hits, folded])
  // An edit, also one while another view was shown, may have made or taken away what was found.
  useEffect(() => {
    const { revision: last, query: asked } = useSearch.getState()
    if (last !== revision && asked.text !== '') searchSoon()
  }, [revision])
  const toField = () => {
    field.current?.focus()
    field.current?.select()
  }
  useOfferActions({ find: toField })
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && query.text !== '') changeQuery({ text: '' })
    else if ((event.key === 'Enter' || event.key === 'ArrowDown') && rows.length > 0) tree.current?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const open = (row: HitRow, into: boolean) => {
    if (row.hit === null) toggleFile(row.address)
    else if (into && row.hit.kind === 'setting' && row.hit.place.setting !== undefined)
      showSettingOf(row.hit.place.setting)
    else if (into) void showPlace(row.hit.place)
  }
  const told = [
    result !== null || hits.length > 0 ? texts.count(hits.length, files) : '',
    running ? texts.searching : '',
    result?.complete === false ? texts.more : '',
  ].filter(part => part !== '')
  return (
    <section className={styles.view} aria-label={texts.title}>
      <div className={styles.bar}>
        <div className={styles.field}>
          <Field
            ref={field}
            label={texts.field}
            hideLabel
            placeholder={texts.hint}
            value={query.text}
            maxLength={1000}
            error={refusal}
            data-pane-start
            onChange={text => changeQuery({ text })}
            onKeyDown={keyDown}
          />
        </div>
        {ways.map(way => (
          <label key={way} className={styles.way}>
            <input
              type="checkbox"
              checked={query[way]}
              onChange={event => changeQuery({ [way]: event.target.checked })}
            />
            {texts[way]}
          </label>
        ))}
        <p className={styles.count} role="status">
          {query.text === '' ? '' : told.join(' ')}
        </p>
      </div>
      {query.text === '' || rows.length === 0 ? (
        <EmptyState
          icon={Search}
          title={query.text === '' ? texts.start : result !== null && !running ? texts.none : texts.searching}
        >
          {query.text === '' && texts.startHint}
        </EmptyState>
      ) : (
        <div className={styles.list}>
          <VirtualTree
            ref={tree}
            label={texts.tree}
            rows={rows}
            rowHeight={rowHeight}
            focused={focused}
            nameOf={row => row.address}
            onFocus={row => focusHit(row.node.id)}
            onToggle={row => toggleFile(row.address)}
            onOpen={open}
            onKey={slashGoesTo(toField)}
            draw={(row, drawn) => <HitRowView key={row.node.id} {...drawn} row={row} />}
          />
        </div>
      )}
    </section>
  )
}

function HitRowView({ row, ...drawn }: DrawnRow & { readonly row: HitRow }) {
  const { hit } = row
  const words = hit === null ? row.address : `${hit.before}${hit.match}${hit.after}`
  const place = hit === null ? texts.hits(row.count) : texts.place(hit)
  return (
    <TreeRowFrame
      {...drawn}
      row={row}
      label={words === '' ? place : words}
      description={place}
      selected={drawn.focused}
      className={styles.row}
    >
      <span className={styles.words} title={words}>
        <Twisty row={row} />
        {hit === null ? (
          <span className={styles.file}>{row.address}</span>
        ) : (
          <span className={styles.hit}>
            {hit.before}
            <mark className={styles.match}>{hit.match}</mark>
            {hit.after}
          </span>
        )}
      </span>
      <span className={styles.place}>{place}</span>
    </TreeRowFrame>
  )
}
