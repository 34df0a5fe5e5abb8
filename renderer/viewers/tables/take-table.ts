// The rows of a table as CSV or JSON, on the clipboard or in a file, with their secrets hidden.
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { RowQuery, TableFacts } from '../../../shared/viewers/tables'
import { copyText } from '../../ui/copy-text'
import { saveFile } from '../../ui/save-file'
import { notify, report } from '../../ui/toast'
import { takeRows, toCsv, toJson } from './export-rows'
import { tablesText as texts } from './text'

const mediaTypes = { csv: 'text/csv', json: 'application/json' } as const

interface Taken {
  readonly table: TableFacts
  /** Which of its rows, and in which order. */
  readonly query: RowQuery
  readonly as: keyof typeof mediaTypes
  readonly way: 'copy' | 'save'
}

/** Takes the rows that match, and says how many; what goes wrong is shown. Never rejects. */
export async function takeTable(document: DocumentId, node: NodeId, { table, query, as, way }: Taken): Promise<void> {
  const names = table.columns.map(({ name }) => name)
  try {
    const { rows, all } = await takeRows(document, node, query)
    const taken = as === 'csv' ? toCsv(names, rows) : toJson(names, rows)
    if (way === 'copy') await copyText(taken)
    else
      saveFile(`${query.table.replace(/[^\w.-]+/g, '_') || 'table'}.${as}`, new Blob([taken], { type: mediaTypes[as] }))
    const hides = rows.some(cells => cells.some(cell => cell.secret))
    const done = way === 'copy' ? texts.copied(rows.length) : texts.saved(rows.length)
    const notes = [done, all ? '' : texts.notAll, hides ? texts.hidden : '']
    notify({ tone: 'done', message: notes.filter(note => note !== '').join('. ') })
  } catch (thrown) {
    report(thrown)
  }
}
