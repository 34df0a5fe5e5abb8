// Two states of one SQLite file row by row: each value that differs, in the words of the tables viewer, secrets as bullets.
import type { Database, SqlValue } from 'sql.js'
import type { RowDifference } from '../../../shared/model/change'
import { secretKindOfName } from '../../../shared/secrets/rules/named-values'
import type { SecretFile } from '../../../shared/secrets/secret'
import { secretMask, secretSpans } from '../../../shared/secrets/spans'
import type { TableCell } from '../../../shared/viewers/tables'
import { soundnessOf } from '../esx/sound-database'
import { openSqlite, readableDatabase } from '../esx/sqlite'
import { cellOf, hiding } from '../formats/sqlite/cells'
import { differingRows, sameValue, storedTables } from '../store/table-rows'

/** Values after which no further row is told; an edit of a row changes one row. */
export const mostRowValues = 2000
/** Characters and bytes of a value that are told. */
const size = { text: 4000, bytes: 256 }

/** Values that differ; `by` as in `differingRows`; null where the two cannot be compared so: one is not sound, or they have not the same tables. Throws nothing. */
export async function rowsBetween(
  before: Uint8Array,
  after: Uint8Array,
  file: SecretFile,
  by: 'rowid' | 'key' = 'rowid',
): Promise<readonly RowDifference[] | null> {
  try {
    const opened: Database[] = []
    try {
      for (const bytes of [before, after]) opened.push(await openSqlite(readableDatabase(bytes).bytes))
      const [old, now] = opened
      if (!old || !now) return null
      for (const database of opened) {
        database.run('PRAGMA trusted_schema = OFF')
        if (soundnessOf(database).kind !== 'sound') return null
      }
      if (JSON.stringify(storedTables(old)) !== JSON.stringify(storedTables(now))) return null
      const found: RowDifference[] = []
      for (const { table, row, before: a, after: b } of differingRows(old, now, by)) {
        const isSecretRow = table.columns.some(({ key, name }) => key > 0 && secretKindOfName(name, file) !== null)
        const told = isSecretRow || secretSpans(row, file).length > 0 ? secretMask : row
        for (const [index, { name }] of table.columns.entries()) {
          const [x, y] = [a, b].map(cells => cells && wordsOf(cells.slice(index * 3, index * 3 + 3), name, file))
          if (sameCell(a, b, index)) continue
          found.push({ table: table.name, row: told, column: name, before: x ?? null, after: y ?? null })
        }
        if (found.length >= mostRowValues) break
      }
      return found
    } finally {
      for (const database of opened) database.close()
    }
  } catch {
    // Damage where the check of soundness did not look.
    return null
  }
}

function sameCell(a: readonly SqlValue[] | null, b: readonly SqlValue[] | null, index: number): boolean {
  if (a === null || b === null) return a === b
  return [0, 1, 2].every(part => sameValue(a[index * 3 + part], b[index * 3 + part]))
}

function wordsOf([type, value, bytes]: readonly SqlValue[], column: string, file: SecretFile): string {
  const length = bytes instanceof Uint8Array ? bytes.length : value instanceof Uint8Array ? value.length : 0
  return words(cellOf([type ?? null, value ?? null, length], hiding(column, file), size))
}

function words({ kind, text, bytes, secret }: TableCell): string {
  const more = bytes === null ? '' : '…'
  if (kind === 'null') return 'NULL'
  return kind === 'blob' && !secret ? `x'${text}${more}'` : `${text}${more}`
}
