// Above the rows of a table: which table, which of its rows, and what can be done with all of them.
import { Braces, ClipboardCopy, Download, FileDown, Plus } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useId } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { TableFacts, TablesView } from '../../../shared/viewers/tables'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import type { RowEditing } from './row-editing'
import { changeQuery, changeShown, type ShownTable, showTable } from './tables-state'
import styles from './tables-view.module.css'
import { takeTable } from './take-table'
import { tablesText as texts } from './text'

interface Props {
  readonly document: DocumentId
  readonly node: NodeId
  /** What the tables of this file are remembered by. */
  readonly file: string
  readonly data: TablesView
  readonly table: TableFacts
  readonly shown: ShownTable
  /** Rows that match the filter; null while that is not known. */
  readonly total: number | null
  readonly rows: RowEditing
  readonly filter: RefObject<HTMLInputElement | null>
  /** The keyboard goes on to the rows. */
  readonly onLeave: () => void
}

export function TablesBar({ document, node, file, data, table, shown, total, rows, filter, onLeave }: Props) {
  const { query, structure } = shown
  const select = useId()
  const take = (as: 'csv' | 'json', way: 'copy' | 'save') => void takeTable(document, node, { table, query, as, way })
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && query.filter !== '') changeQuery({ filter: '' })
    else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') onLeave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
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
          ref={filter}
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
        {total === null ? '' : texts.count(total, table.rows)}
      </p>
      <Button label={texts.copyCsv} icon={ClipboardCopy} kind="quiet" iconOnly onClick={() => take('csv', 'copy')} />
      <Button label={texts.copyJson} icon={Braces} kind="quiet" iconOnly onClick={() => take('json', 'copy')} />
      <Button label={texts.saveCsv} icon={Download} kind="quiet" iconOnly onClick={() => take('csv', 'save')} />
      <Button label={texts.saveJson} icon={FileDown} kind="quiet" iconOnly onClick={() => take('json', 'save')} />
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
  )
}
