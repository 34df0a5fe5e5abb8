// An SQLite database as tables: one at a time, its rows sorted and filtered by the document, one cell as a whole below them.
import { Table2, TriangleAlert } from 'lucide-react'
import { useDeferredValue, useLayoutEffect, useRef } from 'react'
import { useLayout } from '../../state/layout'
import { useOfferActions } from '../../state/shown-actions'
import { announce } from '../../ui/announcer'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy-text'
import { rowHeights } from '../../ui/density'
import { EmptyState } from '../../ui/empty-state'
import { report } from '../../ui/toast'
import { call } from '../../bridge/call'
import { takeTableJump } from '../../features/editor/view-places'
import { showSettingOf } from '../../features/settings/show-setting'
import type { ViewerProps } from '../viewer'
import { CellDetail } from './cell-detail'
import { useRowPages } from './row-pages'
import { useRowEditing } from './row-editing'
import { settingOfRow } from './setting-of-row'
import { Structure } from './structure'
import { mostShown, TableGrid } from './table-grid'
import { changeQuery, changeShown, type ShownTable, showTable, useTables } from './tables-state'
import { TablesBar } from './tables-bar'
import styles from './tables-view.module.css'
import { tablesText as texts } from './text'

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
  const toGrid = () => requestAnimationFrame(() => grid.current?.focus())
  const toFilter = () => {
    changeShown({ structure: false })
    requestAnimationFrame(() => field.current?.focus())
  }
  useOfferActions({ find: toFilter })
  const rows = useRowEditing({ document, node, address, table, query: asked, pages, onLeft: toGrid })
  if (table === null) return null
  const column = table.columns[cursor.column]?.name ?? ''

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
  const setting = settingOfRow(address, table, pages.row(cursor.row))
  return (
    <div className={styles.view}>
      <TablesBar
        document={document}
        node={node}
        file={file}
        data={data}
        table={table}
        shown={shown}
        total={pages.total}
        rows={rows}
        filter={field}
        onLeave={toGrid}
      />
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
