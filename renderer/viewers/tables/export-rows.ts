// The rows of a query as CSV or JSON, secrets hidden as they are on the screen.
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { RowQuery, TableCell } from '../../../shared/viewers/tables'
import { call } from '../../bridge/call'

/** Rows that are taken at most. */
export const mostRows = 100_000
const pageRows = 500

/** Every row of a query, values whole up to 65,536 characters. Rejects as `table.rows`. */
export async function allRows(
  document: DocumentId,
  node: NodeId,
  query: RowQuery,
): Promise<readonly (readonly TableCell[])[]> {
  const rows: (readonly TableCell[])[] = []
  for (let offset = 0; offset < mostRows; offset += pageRows) {
    const page = await call('table.rows', { document, node, query, offset, limit: pageRows, full: true })
    rows.push(...page.rows)
    if (page.rows.length < pageRows) break
  }
  return rows
}

/** As RFC 4180 has it: quotes where they are needed, doubled within, CRLF. NULL is nothing, bytes are hex. */
export function toCsv(columns: readonly string[], rows: readonly (readonly TableCell[])[]): string {
  const lines = [columns, ...rows.map(cells => cells.map(cell => cell.text))]
  return lines
    .map(values => values.map(csvValue).join(','))
    .join('\r\n')
    .concat('\r\n')
}

function csvValue(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

/** A list of objects by the names of the columns. Whole numbers that JavaScript cannot hold are text. */
export function toJson(columns: readonly string[], rows: readonly (readonly TableCell[])[]): string {
  const objects = rows.map(cells =>
    Object.fromEntries(cells.map((cell, index) => [columns[index] ?? '', jsonValue(cell)])),
  )
  return JSON.stringify(objects, null, 2)
}

function jsonValue(cell: TableCell): string | number | null {
  if (cell.kind === 'null' || cell.kind === 'unreadable') return null
  if (cell.secret || (cell.kind !== 'integer' && cell.kind !== 'real')) return cell.text
  const number = Number(cell.text)
  return cell.kind === 'integer' && !Number.isSafeInteger(number) ? cell.text : number
}
