// The rows of a query as CSV or JSON, secrets hidden as they are on the screen.
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { RowQuery, TableCell } from '../../../shared/viewers/tables'
import { call } from '../../bridge/call'

/** Rows that are taken at most, and the characters in them: a window holds no more. */
const mostRows = 100_000
const mostCharacters = 64 * 1024 * 1024
/** Rows that are asked for at once; each value may have 65,536 characters. */
const pageRows = 100

type Rows = readonly (readonly TableCell[])[]

/** The rows of a query, values whole up to 65,536 characters, and whether these are all. Rejects as `table.rows`. */
export async function takeRows(
  document: DocumentId,
  node: NodeId,
  query: RowQuery,
): Promise<{ readonly rows: Rows; readonly all: boolean }> {
  const rows: (readonly TableCell[])[] = []
  let characters = 0
  while (rows.length < mostRows && characters < mostCharacters) {
    const page = await call('table.rows', { document, node, query, offset: rows.length, limit: pageRows, full: true })
    rows.push(...page.rows)
    characters += page.rows.flat().reduce((sum, { text }) => sum + text.length, 0)
    if (page.rows.length < pageRows) return { rows, all: true }
  }
  return { rows, all: false }
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
