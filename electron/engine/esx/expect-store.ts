// What is needed to read a ConfigStore, loaded while the layers that hold it are still being opened.
import type { Document } from '../document/document'
import { readTable, storedColumns } from './read-table'
import { newSqlite } from './sqlite'

/** Begins to load SQLite for a backup that is sealed: since 7.0 U2 a host seals it, and since 7.0 it keeps a ConfigStore in it. */
export function expectStore({ root }: Document): void {
  if (root.entries().some(({ opens }) => opens === 'envelope')) expectSqlite()
}

/** Begins to load SQLite, whatever will be opened. A failure is told by `openSqlite`. */
export function expectSqlite(): void {
  if (begun) return
  begun = true
  rehearse().catch(() => undefined)
}

let begun = false

/**
 * Reads an empty table as a ConfigStore is read. V8 compiles a function of SQLite's wasm when it is first called, 20 ms in all: done here
 * before a file is there, or while another thread derives the key of its seal.
 */
async function rehearse(): Promise<void> {
  const database = await newSqlite()
  try {
    database.run('PRAGMA trusted_schema = OFF')
    storedColumns(database, ['sqlite_schema'])
    readTable(database, new Map([['sqlite_schema', new Set(['name'])]]), 'sqlite_schema', ['name'])
  } finally {
    database.close()
  }
}
