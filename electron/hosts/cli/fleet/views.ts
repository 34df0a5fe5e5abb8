// The types of the tables for DuckDB: a script of views, so that columns have their types whichever format they lie in, and where a table is empty.
import { columnsOf, type TableName, tableNames } from '../../../engine/fleet/tables'
import type { ColumnType } from '../../../engine/fleet/columns'
import type { TableFormat } from './table-format'

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  boolean: 'BOOLEAN',
  time: 'TIMESTAMP',
  texts: 'VARCHAR[]',
  json: 'VARCHAR',
}

/** DIR/views.sql: a view for each table, read from the folder that DuckDB is started in. */
export function viewsOf(format: TableFormat): string {
  const views = tableNames.map(name => {
    const file = `${name}.${format}`
    return `CREATE OR REPLACE VIEW ${name} AS FROM ${format === 'parquet' ? `'${file}'` : fromJson(name, file)};\n`
  })
  return `-- Written by bootbank facts. In this folder: duckdb -init views.sql\n${views.join('')}`
}

/** A table of JSON lines as DuckDB reads it, with its types. `file`: its path, quotes doubled. */
export function fromJson(name: TableName, file: string): string {
  const columns = Object.entries(columnsOf(name)).map(([column, [type]]) => `${column}: '${sqlTypes[type]}'`)
  return `read_json('${file}', format = 'newline_delimited', maximum_object_size = 1073741824, columns = {${columns.join(', ')}})`
}
