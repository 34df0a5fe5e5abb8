// `bootbank facts`: any number of backups as tables, for DuckDB, Spark or anything else (docs/fleet.md).
import { mkdir, mkdtemp, readdir, stat, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { BootbankError } from '../../../../shared/model/errors'
import { counted } from '../../../../shared/text/count'
import { type TableName, tableNames, tablesVersion } from '../../../engine/fleet/tables'
import { removeQuietly, removeStale } from '../../../engine/restore/temporary'
import { writeError } from '../../../engine/restore/write-error'
import type { ExitCode } from '../exit-code'
import { findBackups, type FoundBackup } from '../fleet/find-backups'
import { duckdb } from '../fleet/parquet'
import { partName, partPath, partPattern, partsFolder, type PartState, usablePart } from '../fleet/parts'
import { readAll } from '../fleet/pool'
import { type TableFormat, tableFormats } from '../fleet/table-format'
import { eachRow, type RowCounts, writeTables } from '../fleet/write-tables'
import { writeBytes } from '../output'
import type { Run } from '../run'

export interface FactsRequest {
  /** Files, folders, and `-` for a list. */
  readonly given: readonly string[]
  readonly format: string
  /** Folder for the tables; null for standard output. */
  readonly out: string | null
  /** Processes at once; null for one a core. */
  readonly jobs: string | null
  readonly version: string
  /** Arguments of a child that reads. */
  readonly childArgs: readonly string[]
}

/** A file of ours in a folder says that the folder is ours. */
const MARK = 'bootbank-facts.json'
const mostJobs = 256

/** Options that are about one backup would be about none of many. Throws USAGE. */
function refuseOfOne({ opening: { keys, bank } }: Run): void {
  const given = [
    ...(keys.files.length > 0 ? ['--key-file'] : []),
    ...(keys.infos.length > 0 ? ['--key-from'] : []),
    ...(bank === null ? [] : ['--bank']),
  ]
  if (given.length > 0)
    throw new BootbankError(
      'USAGE',
      `${given.join(' and ')} says something of one backup, and facts reads many: a locked layer stays locked there, and disks are not read.`,
    )
}

/** 1 where a backup could not be read, or not as a whole. Throws USAGE, NOT_FOUND, TARGET_EXISTS, NOT_OFFERED, WRITE_FAILED, CANCELLED. */
export async function facts(run: Run, request: FactsRequest): Promise<ExitCode> {
  refuseOfOne(run)
  const format = formatOf(request)
  const jobs = jobsOf(request.jobs)
  const program = process.argv[1]
  if (program === undefined) throw new BootbankError('INTERNAL', 'The program does not know its own path.')
  if (format === 'parquet') await duckdb()
  const backups = await findBackups(request.given, run.signal)
  if (backups.length === 0)
    throw new BootbankError('NOT_FOUND', 'No backup was found: no file that ends in .tgz, .tar.gz, .tar or .ve.')
  const out = request.out === null ? await mkdtemp(join(tmpdir(), 'bootbank-facts-')) : resolve(request.out)
  try {
    if (request.out !== null) await claim(out, request.version)
    await makeFolder(partsFolder(out)).catch(error => {
      throw writeError(error, out)
    })
    await removeStale(partPath(out, ''))
    const states = new Map<string, PartState>()
    const waiting: FoundBackup[] = []
    for (const backup of backups) {
      const state = await usablePart(out, backup, request.version)
      if (state === null) waiting.push(backup)
      else states.set(backup.path, state)
    }
    const sizes = waiting.reduce((sum, { size }) => sum + Math.max(0, size), 0)
    let read = 0
    await readAll(waiting, {
      out,
      jobs,
      program,
      args: ['facts-reader', ...request.childArgs],
      version: request.version,
      signal: run.signal,
      onDone: ({ path, size }, state) => {
        states.set(path, state)
        read += Math.max(0, size)
        run.onProgress(`Backup ${states.size} of ${backups.length}`, read, sizes)
      },
    }).finally(() => removeStale(partPath(out, '')))
    const counts =
      request.out === null ? await printTables(out, backups) : await writeTables(out, backups, format, run.signal)
    if (request.out !== null) await removeOthers(out, backups)
    report(run, request.out, states, waiting.length, counts)
    return [...states.values()].every(state => state === 'read') ? 0 : 1
  } finally {
    if (request.out === null) await removeQuietly(out)
  }
}

function formatOf({ format, out }: FactsRequest): TableFormat {
  const known = tableFormats.find(one => one === format)
  if (!known) throw new BootbankError('USAGE', `--format ${format} is not known. Give ${tableFormats.join(' or ')}.`)
  if (known === 'parquet' && out === null)
    throw new BootbankError('USAGE', 'Parquet is one file a table: give a folder with -o DIR.')
  return known
}

function jobsOf(text: string | null): number {
  if (text === null) return availableParallelism()
  const jobs = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (jobs < 1 || jobs > mostJobs) throw new BootbankError('USAGE', `--jobs takes a number from 1 to ${mostJobs}.`)
  return jobs
}

/**
 * Makes a folder and those above it that are missing. Not by `mkdir` with `recursive`: that never ends where a folder takes no others and says that
 * it is not there itself, as /proc does.
 */
async function makeFolder(path: string): Promise<void> {
  const present = await stat(path).catch(() => null)
  if (present?.isDirectory()) return
  if (present)
    throw new BootbankError('WRITE_FAILED', `${path} is a file. Give a folder, which is made where it is missing.`)
  if (dirname(path) !== path) await makeFolder(dirname(path))
  await mkdir(path, { mode: 0o700 })
}

/** Makes the folder ours. Throws TARGET_EXISTS where it holds anything else. */
async function claim(out: string, version: string): Promise<void> {
  try {
    await makeFolder(out)
    const present = await readdir(out)
    if (present.length > 0 && !present.includes(MARK))
      throw new BootbankError(
        'TARGET_EXISTS',
        `${out} holds other files. Give a new folder, an empty one, or that of an earlier run.`,
      )
    await writeFile(join(out, MARK), `${JSON.stringify({ program: version, tables: tablesVersion })}\n`, {
      mode: 0o600,
    })
    await removeStale(join(out, MARK))
  } catch (error) {
    throw writeError(error, out)
  }
}

/** Parts of backups that were not given this time: what the tables no longer hold. */
async function removeOthers(out: string, backups: readonly FoundBackup[]): Promise<void> {
  const kept = new Set(backups.map(({ path }) => partName(path)))
  for (const name of await readdir(partsFolder(out)))
    if (partPattern.test(name) && !kept.has(name)) await removeQuietly(join(partsFolder(out), name))
}

/** All tables on standard output: each row is an object with its table first. */
async function printTables(out: string, backups: readonly FoundBackup[]): Promise<RowCounts> {
  const counts = new Map<TableName, number>(tableNames.map(name => [name, 0]))
  for (const { path } of backups) {
    let waiting: string[] = []
    await eachRow(partPath(out, path), async (table, json) => {
      const name = tableNames.find(one => one === table)
      if (name) counts.set(name, (counts.get(name) ?? 0) + 1)
      waiting.push(`{"table":"${table}",${json.toString('utf8').slice(1)}`)
      if (waiting.length < 1000) return
      await writeBytes([Buffer.from(waiting.join(''))])
      waiting = []
    })
    await writeBytes([Buffer.from(waiting.join(''))])
  }
  return counts
}

/** To standard output where the tables are in a folder. `fresh`: backups that were not kept from an earlier run. */
function report(
  run: Run,
  out: string | null,
  states: ReadonlyMap<string, PartState>,
  fresh: number,
  rows: RowCounts,
): void {
  const amount = (state: PartState) => [...states.values()].filter(one => one === state).length
  const [unread, broken] = [amount('unread'), amount('broken')]
  const failed = [
    ...(unread === 0 ? [] : [`${counted(unread, 'backup')} could not be read`]),
    ...(broken === 0 ? [] : [`${counted(broken, 'backup')} could be read in part`]),
  ].join(', ')
  if (out === null) {
    if (failed !== '') run.note(`${failed}; the table problems says why`)
    return
  }
  const [read, kept] = [fresh - unread, states.size - fresh]
  if (run.json) {
    run.printJson({ backups: states.size, read, kept, unread, broken, rows: Object.fromEntries(rows) })
    return
  }
  run.print([
    `${counted(states.size, 'backup')}: ${read} read, ${kept} kept from the run before.`,
    ...(failed === '' ? [] : [`${failed}: the table problems says why.`]),
    `${tableNames.length} tables in ${out}`,
  ])
}
