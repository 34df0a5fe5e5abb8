// Rows and cells of SQLite files, as the window asks for them.
import { BootbankError, type Where } from '../../shared/model/errors'
import type { NodeId } from '../../shared/model/node'
import type { SecretFile } from '../../shared/secrets/secret'
import type { RowQuery, TableCell, TableRows } from '../../shared/viewers/tables'
import type { Document } from '../engine/document/document'
import { tableCell, tableFind, tableRows } from '../engine/formats/sqlite/rows'
import { secretFileOf } from '../engine/secrets/schema-names'
import { entryOf, placeOf } from './nodes'

/** Rows of a query. Throws NO_TABLE, ADDRESS_NOT_FOUND, or what SQLite says of a file that it cannot open. */
export async function rowsAt(
  document: Document,
  node: NodeId,
  query: RowQuery,
  range: { readonly offset: number; readonly limit: number; readonly full: boolean },
): Promise<TableRows> {
  const { content, file, where } = await subjectAt(document, node)
  return told(where, () => tableRows(content, query, range, file))
}

/** One cell of a query, also of a secret if someone asked to see it. Throws as `rowsAt`. */
export async function cellAt(
  document: Document,
  node: NodeId,
  query: RowQuery,
  cell: { readonly position: number; readonly column: string; readonly reveal: boolean },
): Promise<TableCell> {
  const { content, file, where } = await subjectAt(document, node)
  return told(where, () => tableCell(content, query, cell, file))
}

/** Where the row with these values of the primary key is among the rows as they are stored; null where it is not. */
export async function rowOfKey(
  document: Document,
  node: NodeId,
  table: string,
  key: readonly string[],
): Promise<{ readonly position: number | null }> {
  const { content, where } = await subjectAt(document, node)
  return { position: await told(where, () => tableFind(content, table, key)) }
}

/** Refusals, and what SQLite says of a damaged file, with the name of the file. */
async function told<T>(where: Where, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BootbankError) throw new BootbankError(error.code, error.message, { ...where, ...error.where })
    throw new BootbankError(
      'NOT_A_DATABASE',
      `SQLite cannot read this from ${where.path ?? where.layer}: ${String(error)}`,
      where,
    )
  }
}

async function subjectAt(document: Document, node: NodeId) {
  const place = placeOf(document, node)
  if (place.kind === 'file') {
    const file: SecretFile = { paths: [document.name] }
    return { content: document.source, file, where: { layer: document.name } }
  }
  const entry = entryOf(place)
  const file = await secretFileOf(document, [entry.address])
  return { content: document.content(entry), file, where: { layer: entry.layer.label, path: entry.name } }
}
