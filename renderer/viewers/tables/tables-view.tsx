// An SQLite database as tables: one at a time, its rows sorted and filtered by the document, one cell as a whole below them.
import { Braces, ClipboardCopy, Download, FileDown, Plus, Table2, TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useId, useLayoutEffect, useRef } from 'react'
import { useLayout } from '../../state/layout'
import { useOfferActions } from '../../state/shown-actions'
import { announce } from '../../ui/announcer'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy-text'
import { rowHeights } from '../../ui/density'
import { EmptyState } from '../../ui/empty-state'
import { Field } from '../../ui/field'
import { notify, report } from '../../ui/toast'
import { call } from '../../bridge/call'
import { takeTableJump } from '../../features/editor/view-places'
import { showSettingOf } from '../../features/settings/show-setting'
import type { ViewerProps } from '../viewer'
import { CellDetail } from './cell-detail'
import { saveFile } from '../../ui/save-file'
import { takeRows, toCsv, toJson } from './export-rows'
import { useRowPages } from './row-pages'
import { useRowEditing } from './row-editing'
import { settingOfRow } from './setting-of-row'
import { Structure } from './structure'
import { mostShown, TableGrid } from './table-grid'
import { changeQuery, changeShown, type ShownTable, showTable, useTables } from './tables-state'
import styles from './tables-view.module.css'
import { tablesText as texts } from './text'

const mediaTypes = { csv: 'text/csv', json: 'application/json' } as const

export function TablesView(props: ViewerProps<'tables'>) {
  const { document, node, data, frame } = props
  const file = JSON.stringify([document, node])
  const shown = useTables(state => (state.file === file ? state.shown : null))
  const first = data.tables.find(({ rows }) => rows !== 0) ?? data.tables[0]
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it comes into the page.
  useLayoutEffect(() => {
    const jump = takeTableJump(file)
    const { file: last, shown: before } = useTables.getState()
    const known = last === file && data.tables.some(({ name }) => name === before?.query.table)
    if (jump) {
      showTable(file, jump.table)
      call('table.find', { document, node, table: jump.table, key: [...jump.key] }).then(({ position }) => {
        if (position !== null) changeShown({ cursor: { row: position, column: 0 } })
      }, report)
    } else if (!known && first) showTable(file, first.name)
  }, [file])
  const chips = [texts.tables(data.tables.length)]
  if (!first) {
    return frame(
      { chips },
      <EmptyState icon={Table2} title={texts.noTables}>
        {texts.noTablesHint}
      </EmptyState>,
    )
  }
  return frame({ chips }, shown && <ShownTables {...props} file={file} shown={shown} />)
}

function ShownTables({
  document,
  node,
  address,
  revision,
  data,
  file,
  shown,
}: ViewerProps<'tables'> & { readonly file: string; readonly shown: ShownTable }) {
  const { query, cursor, open, structure } = shown
  const table = data.tables.find(({ name }) => name === query.table) ?? null
  const deferred = useDeferredValue(query)
  // Rows of another table would stand under the wrong columns.
  const asked = deferred.table === query.table ? deferred : query
  const pages = useRowPages(document, node, revision, asked)
  const rowHeight = useLayout(layout => rowHeights[layout.density])
  const grid = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const select = useId()
  const toGrid = () => requestAnimationFrame(() => grid.current?.focus())
  const toFilter = () => {
    changeShown({ structure: false })
    requestAnimationFrame(() => field.current?.focus())
  }
  useOfferActions({ find: toFilter })
  const rows = useRowEditing({ document, node, address, table, query: asked, pages, onLeft: toGrid })
  if (table === null) return null
  const names = table.columns.map(({ name }) => name)
  const column = names[cursor.column] ?? ''

  const sort = (by: string) => {
    const { sort: last } = query
    const next =
      last?.column !== by
        ? { column: by, descending: false }
        : last.descending
          ? null
          : { column: by, descending: true }
    changeQuery({ sort: next })
    announce(next === null ? texts.unsorted : texts.sorted(by, next.descending))
  }
  const copyCell = async () => {
    try {
      const cell = await call('table.cell', { document, node, query, position: cursor.row, column, reveal: false })
      await copyText(cell.text)
    } catch (thrown) {
      report(thrown)
    }
  }
  const take = async (as: 'csv' | 'json', way: 'copy' | 'save') => {
    try {
      const { rows, all } = await takeRows(document, node, query)
      const taken = as === 'csv' ? toCsv(names, rows) : toJson(names, rows)
      if (way === 'copy') await copyText(taken)
      else
        saveFile(
          `${query.table.replace(/[^\w.-]+/g, '_') || 'table'}.${as}`,
          new Blob([taken], { type: mediaTypes[as] }),
        )
      const hides = rows.some(cells => cells.some(cell => cell.secret))
      const done = way === 'copy' ? texts.copied(rows.length) : texts.saved(rows.length)
      const notes = [done, all ? '' : texts.notAll, hides ? texts.hidden : '']
      notify({ tone: 'done', message: notes.filter(note => note !== '').join('. ') })
    } catch (thrown) {
      report(thrown)
    }
  }
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && query.filter !== '') changeQuery({ filter: '' })
    else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') toGrid()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const setting = settingOfRow(address, table, pages.row(cursor.row))
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <label className="visually-hidden" htmlFor={select}>
          {texts.chooseTable}
        </label>
        <select
          id={select}
          className={styles.select}
          value={query.table}
          onChange={event => showTable(file, event.target.value)}
        >
          {data.tables.map(({ name, rows }) => (
            <option key={name} value={name}>
              {texts.rowsOf(name, rows)}
            </option>
          ))}
        </select>
        <div className={styles.field}>
          <Field
            ref={field}
            label={texts.filter}
            hideLabel
            placeholder={texts.filterHint}
            value={query.filter}
            disabled={structure}
            onChange={filter => changeQuery({ filter })}
            onKeyDown={keyDown}
          />
        </div>
        <p className={styles.count} role="status">
          {pages.total === null ? '' : texts.count(pages.total, table.rows)}
        </p>
        <Button
          label={texts.copyCsv}
          icon={ClipboardCopy}
          kind="quiet"
          iconOnly
          onClick={() => void take('csv', 'copy')}
        />
        <Button label={texts.copyJson} icon={Braces} kind="quiet" iconOnly onClick={() => void take('json', 'copy')} />
        <Button label={texts.saveCsv} icon={Download} kind="quiet" iconOnly onClick={() => void take('csv', 'save')} />
        <Button
          label={texts.saveJson}
          icon={FileDown}
          kind="quiet"
          iconOnly
          onClick={() => void take('json', 'save')}
        />
        <Button
          label={texts.row.addButton}
          icon={Plus}
          kind="quiet"
          iconOnly
          disabled={rows.refusal !== null}
          tip={rows.refusal ?? texts.row.addButton}
          onClick={rows.add}
        />
        <Button
          label={texts.structure}
          kind={structure ? 'plain' : 'quiet'}
          aria-pressed={structure}
          onClick={() => changeShown({ structure: !structure })}
        />
      </div>
      {[
        ...data.notes,
        ...(pages.damage === null ? [] : [pages.damage]),
        ...((pages.total ?? 0) > mostShown ? [texts.tooManyShown(mostShown)] : []),
      ].map(note => (
        <p key={note} className={styles.warning}>
          <TriangleAlert size={14} aria-hidden /> {note}
        </p>
      ))}
      {structure || table.kind === 'computed' ? (
        <>
          {table.kind === 'computed' && !structure && (
            <div className={styles.computed}>
              <h2>{texts.computed(table.name)}</h2>
              <p className={styles.note}>{texts.computedHint}</p>
            </div>
          )}
          <Structure data={data} table={table} />
        </>
      ) : pages.error ? (
        <EmptyState icon={Table2} title={texts.failed}>
          {pages.error.message}
        </EmptyState>
      ) : pages.total === 0 ? (
        <EmptyState icon={Table2} title={query.filter === '' ? texts.noRows : texts.noMatch}>
          {query.filter !== '' && <Button label={texts.clear} onClick={() => changeQuery({ filter: '' })} />}
        </EmptyState>
      ) : (
        <TableGrid
          ref={grid}
          label={table.name}
          columns={table.columns}
          pages={pages}
          query={query}
          cursor={cursor}
          rowHeight={rowHeight}
          onCursor={next => changeShown({ cursor: next })}
          onOpen={next => changeShown({ cursor: next, open: true })}
          onSort={sort}
          onCopy={() => void copyCell()}
          onFilter={toFilter}
          onChange={at => void rows.change(at)}
          onAdd={rows.add}
          onRemove={at => void rows.remove(at)}
        />
      )}
      {open && !structure && table.kind === 'table' && cursor.row >= 0 && (pages.total ?? 0) > 0 && (
        <CellDetail
          document={document}
          node={node}
          revision={revision}
          query={asked}
          row={cursor.row}
          column={column}
          onSetting={setting === null ? null : () => showSettingOf(setting)}
          onChange={rows.refusal === null ? () => void rows.change(cursor) : null}
          onRemove={rows.refusal === null ? () => void rows.remove(cursor) : null}
          onClose={() => {
            changeShown({ open: false })
            toGrid()
          }}
        />
      )}
      {rows.dialog}
    </div>
  )
}
