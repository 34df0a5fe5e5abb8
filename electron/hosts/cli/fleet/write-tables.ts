// The parts of all backups as one file a table, in the order of the paths. Rows are copied as bytes; each table is put in place by a rename
// when all of them are there.
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { BootbankError } from '../../../../shared/model/errors'
import { throwIfCancelled } from '../../../engine/codecs/context'
import { type TableName, tableNames } from '../../../engine/fleet/tables'
import { removeQuietly, temporaryBeside } from '../../../engine/restore/temporary'
import { writeError } from '../../../engine/restore/write-error'
import { parquetOf } from './parquet'
import { partPath } from './parts'
import type { FoundBackup } from './find-backups'
import { type TableFormat, tableFormats } from './table-format'
import { viewsOf } from './views'

/** Rows of each table. */
export type RowCounts = ReadonlyMap<TableName, number>

/** Bytes of a table that wait to be written. */
const held = 256 * 1024

/** Writes DIR/TABLE.FORMAT and DIR/views.sql; what the other format left there goes. Throws WRITE_FAILED or CANCELLED, and puts nothing in place then. */
export async function writeTables(
  out: string,
  backups: readonly FoundBackup[],
  format: TableFormat,
  signal: AbortSignal,
): Promise<RowCounts> {
  const folder = temporaryBeside(join(out, 'tables'))
  try {
    await mkdir(folder, { mode: 0o700 })
    const counts = await gather(folder, out, backups, signal)
    if (format === 'parquet') await parquetOf(folder, signal)
    const views = await open(join(folder, 'views.sql'), 'wx', 0o600)
    await views.writeFile(viewsOf(format))
    await views.close()
    throwIfCancelled(signal)
    for (const name of tableNames) {
      await rename(join(folder, `${name}.${format}`), join(out, `${name}.${format}`))
      for (const other of tableFormats) if (other !== format) await removeQuietly(join(out, `${name}.${other}`))
    }
    await rename(join(folder, 'views.sql'), join(out, 'views.sql'))
    return counts
  } catch (error) {
    throw writeError(error, out)
  } finally {
    await removeQuietly(folder)
  }
}

async function gather(
  folder: string,
  out: string,
  backups: readonly FoundBackup[],
  signal: AbortSignal,
): Promise<RowCounts> {
  const files = new Map<string, TableFile>()
  try {
    for (const name of tableNames) files.set(name, await TableFile.make(join(folder, `${name}.jsonl`)))
    for (const { path } of backups) {
      throwIfCancelled(signal)
      await eachRow(partPath(out, path), async (table, json) => {
        const file = files.get(table)
        if (!file) throw new BootbankError('INTERNAL', `The part of ${path} names a table ${table} that there is not.`)
        await file.add(json)
      })
    }
    for (const file of files.values()) await file.end()
    return new Map(tableNames.map(name => [name, files.get(name)?.rows ?? 0]))
  } finally {
    for (const file of files.values()) await file.close()
  }
}

/** The rows of a part in their order, the JSON with its line end. The first line is its record. */
export async function eachRow(path: string, take: (table: string, json: Buffer) => Promise<void>): Promise<void> {
  let left: Buffer = Buffer.alloc(0)
  let isFirst = true
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const bytes = left.length === 0 ? Buffer.from(chunk) : Buffer.concat([left, chunk])
    let at = 0
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, at)) {
      const tab = bytes.indexOf(0x09, at)
      if (!isFirst) await take(bytes.toString('latin1', at, tab), bytes.subarray(tab + 1, end + 1))
      isFirst = false
      at = end + 1
    }
    left = bytes.subarray(at)
  }
}

/** A table that grows. */
class TableFile {
  rows = 0
  #waiting: Buffer[] = []
  #size = 0
  #isOpen = true

  private constructor(private readonly file: FileHandle) {}

  static async make(path: string): Promise<TableFile> {
    return new TableFile(await open(path, 'wx', 0o600))
  }

  async add(json: Buffer): Promise<void> {
    this.rows += 1
    this.#waiting.push(json)
    this.#size += json.length
    if (this.#size >= held) await this.#flush()
  }

  async end(): Promise<void> {
    await this.#flush()
    await this.file.sync()
    await this.close()
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    await this.file.close()
  }

  async #flush(): Promise<void> {
    await this.file.writeFile(Buffer.concat(this.#waiting))
    this.#waiting = []
    this.#size = 0
  }
}
