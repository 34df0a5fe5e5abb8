// One run of the built command line, with or without a fault in it.
import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { argumentsOf, type Job, prepare } from './jobs'
import type { Source, World } from './world'

/** See hook.mjs. */
export interface Fault {
  readonly at: number
  readonly action: 'count' | 'kill' | 'error' | 'vanish' | 'move' | 'unmount'
  readonly code?: string
  readonly log?: string
}

export interface Ended {
  /** Null when it was killed. */
  readonly code: number | null
  readonly stderr: string
  /** Milliseconds. */
  readonly took: number
}

export interface RunOptions {
  readonly fault?: Fault
  /** Milliseconds after which it is killed. */
  readonly killAfter?: number
  /** User id to run as. */
  readonly uid?: number
}

export const hook = pathToFileURL(join(import.meta.dirname, 'hook.mjs')).href

/** Runs a job into a folder. */
export function run(job: Job, world: World, source: Source, folder: string, options: RunOptions = {}): Promise<Ended> {
  return command(world, argumentsOf(job, world, source, folder), folder, options)
}

/** Runs the command line; `folder` is what a fault is about. */
export function command(
  world: World,
  args: readonly string[],
  folder: string,
  { fault, killAfter, uid }: RunOptions = {},
): Promise<Ended> {
  const env = fault ? { ...process.env, BOOTBANK_FAULT: JSON.stringify({ under: folder, ...fault }) } : process.env
  const before = fault ? ['--import', hook] : []
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...before, world.cli, ...args], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    const timer = killAfter === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killAfter)
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8')
    })
    child.on('error', reject)
    child.on('close', code => {
      if (timer) clearTimeout(timer)
      resolve({ code, stderr, took: performance.now() - started })
    })
  })
}

/** The file operations of a whole run below a folder of its own, by name, in order. */
export async function operationsOf(job: Job, world: World, source: Source): Promise<readonly string[]> {
  const folder = await world.fresh()
  await prepare(job, folder)
  return countOperations(world, argumentsOf(job, world, source, folder), folder, [0])
}

/** The file operations of a command below the folder. Throws when there are none, or it ends with another code. */
export async function countOperations(
  world: World,
  args: readonly string[],
  folder: string,
  codes: readonly number[],
): Promise<readonly string[]> {
  const log = join(world.folder, 'operations.json')
  const { code, stderr } = await command(world, args, folder, { fault: { at: 0, action: 'count', log } })
  if (code === null || !codes.includes(code)) throw new Error(`${args.join(' ')} ends with ${code}: ${stderr}`)
  return readOperations(log)
}

/** What a hook has logged; the log is removed. */
export async function readOperations(log: string): Promise<readonly string[]> {
  const names: unknown = JSON.parse(await readFile(log, 'utf8'))
  await rm(log)
  if (!Array.isArray(names) || names.length === 0) throw new Error('no file operation was seen')
  return names.map(String)
}
