// SQLite through sql.js, loaded only when a database is opened: its wasm costs 40 ms that a look at esx.conf need not pay.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Database, SqlJsStatic } from 'sql.js'
import { schemaRepeats } from './schema-pages'

let loading: Promise<SqlJsStatic> | null = null
const magic = Buffer.from('SQLite format 3\0', 'latin1')

/** Opens a database from its bytes, in memory. The caller closes it. Throws when the bytes are not a database, or its schema has no end. */
export async function openSqlite(bytes: Uint8Array): Promise<Database> {
  if (schemaRepeats(bytes)) throw new Error('the pages of its schema lead to each other again and again')
  loading ??= load()
  const sql = await loading
  return new sql.Database(bytes)
}

/** An empty database in memory. The caller closes it. */
export async function newSqlite(): Promise<Database> {
  loading ??= load()
  const sql = await loading
  return new sql.Database()
}

/** True for the magic of SQLite 3; sql.js would open an empty file as an empty database. */
export function isSqlite(head: Uint8Array): boolean {
  return magic.every((byte, at) => head[at] === byte)
}

/** A file that sql.js opens, made of one that it would refuse as a whole. */
export interface ReadableDatabase {
  readonly bytes: Uint8Array
  /** Pages that are there and pages that the header promises, where these are more. */
  readonly lost: { readonly present: number; readonly promised: number } | null
  /** Its changes go to a write-ahead log beside it, which is not looked at. */
  readonly logged: boolean
}

/**
 * SQLite refuses a file that is shorter than its header says, as a whole, and sql.js one in write-ahead-log mode (Database File Format,
 * in-header database size, file format version numbers). With the header set right, what lies on the pages that are there can be read. The
 * bytes given stay as they are.
 */
export function readableDatabase(bytes: Uint8Array): ReadableDatabase {
  if (bytes.length < 100) return { bytes, lost: null, logged: false }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pageSize = view.getUint16(16) === 1 ? 65_536 : view.getUint16(16)
  const present = pageSize === 0 ? 0 : Math.floor(bytes.length / pageSize)
  const promised = view.getUint32(28)
  const lost = present > 0 && promised > present ? { present, promised } : null
  const logged = bytes[18] === 2 || bytes[19] === 2
  if (!lost && !logged) return { bytes, lost, logged }
  const copy = bytes.slice()
  if (lost) new DataView(copy.buffer).setUint32(28, present)
  if (logged) copy.fill(1, 18, 20)
  return { bytes: copy, lost, logged }
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

/** What SQLite gives as the reason, as one sentence; names out of the file in it may hold anything. */
export function saidBySqlite(error: unknown): string {
  const reason = (error instanceof Error ? error.message : String(error)).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  return /[.!]$/.test(reason) ? reason : `${reason}.`
}
