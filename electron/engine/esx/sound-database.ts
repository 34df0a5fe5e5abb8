// Whether a database may be read without bound. A hostile one can make SQLite work for hours over a few pages: pages that are children of many
// others are read again for each, and expressions of indexes and generated columns are computed for each row.
import type { Database } from 'sql.js'
import type { DatabaseCheck } from '../../../shared/viewers/tables'

/**
 * Asks SQLite, as far as that is safe. Only the first complaint is asked for: SQLite looks at all pages before it looks at rows, and with one
 * allowed it goes no further once a page is wrong. What is sound ends: no page belongs to two places, and no index lies. Throws nothing.
 */
export function soundnessOf(database: Database): DatabaseCheck {
  try {
    const part = computedPart(database)
    if (part !== null) return { kind: 'computes', part }
    database.run('PRAGMA ignore_check_constraints = ON')
    const told = String(database.exec('PRAGMA integrity_check(1)')[0]?.values[0]?.[0])
    return told === 'ok' ? { kind: 'sound' } : { kind: 'damaged', complaint: told }
  } catch (error) {
    return { kind: 'damaged', complaint: String(error) }
  }
}

/** A part of the schema that SQLite would compute for each row; null where there is none, as in every database of a host. */
function computedPart(database: Database): string | null {
  const [found] = database.exec(`
    SELECT 'index ' || i.name FROM sqlite_schema t, pragma_index_list(t.name) i WHERE t.type = 'table' AND i.partial
    UNION ALL SELECT 'index ' || i.name FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_xinfo(i.name) x
      WHERE t.type = 'table' AND x.cid = -2
    UNION ALL SELECT 'column ' || c.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND c.hidden IN (2, 3)
    LIMIT 1`)
  const part = found?.values[0]?.[0]
  return part == null ? null : String(part)
}
