// SQLite through sql.js, loaded only when a database is opened: its wasm costs 40 ms that a look at esx.conf need not pay.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Database, SqlJsStatic } from 'sql.js'

let loading: Promise<SqlJsStatic> | null = null

/** Opens a database from its bytes, in memory. The caller closes it. Throws when the bytes are no database. */
export async function openSqlite(bytes: Uint8Array): Promise<Database> {
  loading ??= load()
  const sql = await loading
  return new sql.Database(bytes)
}

/** Begins to load what `openSqlite` needs, while something else goes on. A failure is told by `openSqlite`. */
export function expectSqlite(): void {
  loading ??= load()
  loading.catch(() => undefined)
}

/** True for the magic of SQLite 3; sql.js would open an empty file as an empty database. */
export function isSqlite(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 16)).toString('latin1') === 'SQLite format 3\0'
}

async function load(): Promise<SqlJsStatic> {
  const { default: init } = await import('sql.js')
  const wasm = readFileSync(wasmPath())
  return init({ wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer })
}

/** Beside the built program, or in the package when the sources run. */
function wasmPath(): string {
  for (const beside of ['./sql-wasm.wasm', '../sql-wasm.wasm']) {
    const path = fileURLToPath(new URL(beside, import.meta.url))
    if (existsSync(path)) return path
  }
  return createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')
}
