// Parquet by DuckDB's own package, which is optional and far larger than the program: it is loaded when it is asked for, and is in no package
// of the program.
import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BootbankError } from '../../../../shared/model/errors'
import { throwIfCancelled } from '../../../engine/codecs/context'
import { tableNames } from '../../../engine/fleet/tables'
import { fromJson } from './views'

/** Turns each TABLE.jsonl of a folder into TABLE.parquet. Throws NOT_OFFERED without the package, WRITE_FAILED, or CANCELLED. */
export async function parquetOf(folder: string, signal: AbortSignal): Promise<void> {
  const { DuckDBInstance } = await duckdb()
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  const stop = () => connection.interrupt()
  signal.addEventListener('abort', stop, { once: true })
  try {
    for (const name of tableNames) {
      throwIfCancelled(signal)
      const [from, to] = ['jsonl', 'parquet'].map(ending => join(folder, `${name}.${ending}`))
      if (from === undefined || to === undefined) continue
      await connection.run(
        `COPY (FROM ${fromJson(name, quoted(from))}) TO '${quoted(to)}' (FORMAT parquet, COMPRESSION zstd)`,
      )
      // As every other file of a run: what is known of a fleet is for its owner.
      await chmod(to, 0o600)
      await rm(from)
    }
  } catch (error) {
    throwIfCancelled(signal)
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    connection.closeSync()
    instance.closeSync()
  }
}

/** What is used of a connection. */
export interface DuckDbConnection {
  run(sql: string): Promise<unknown>
  runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): readonly Readonly<Record<string, unknown>>[] }>
  interrupt(): void
  closeSync(): void
}

/** What is used of the package. */
export interface DuckDb {
  readonly DuckDBInstance: {
    create(
      path?: string,
      options?: Record<string, string>,
    ): Promise<{ connect(): Promise<DuckDbConnection>; closeSync(): void }>
  }
}

/** The package. Throws NOT_OFFERED where it is not installed. */
export async function duckdb(): Promise<DuckDb> {
  try {
    return await import('@duckdb/node-api')
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
    throw new BootbankError(
      'NOT_OFFERED',
      `Parquet is written by the package @duckdb/node-api, which ${isAbsent ? 'is not installed beside this program' : 'cannot be loaded here'}. ` +
        'Run npm install @duckdb/node-api there, or take --format jsonl, which needs nothing and which DuckDB reads too.',
    )
  }
}

/** For a text in single quotes. */
function quoted(path: string): string {
  return path.replaceAll("'", "''")
}
