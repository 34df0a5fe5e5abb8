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
  readonly action: 'count' | 'kill' | 'later' | 'error' | 'vanish' | 'move' | 'unmount'
  readonly code?: string
  /** Milliseconds. */
  readonly after?: number
  readonly log?: string
}

export interface Ended {
  /** Null when it was killed. */
  readonly code: number | null
  readonly stderr: string
}

export interface RunOptions {
  readonly fault?: Fault
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
  { fault, uid }: RunOptions = {},
): Promise<Ended> {
  const env = fault ? { ...process.env, BOOTBANK_FAULT: JSON.stringify({ under: folder, ...fault }) } : process.env
  const before = fault ? ['--import', hook] : []
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...before, world.cli, ...args], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8')
    })
    child.on('error', reject)
    child.on('close', code => resolve({ code, stderr }))
  })
}

/** What a whole run does below its target folder. */
export interface Operations {
  /** In order. */
  readonly names: readonly string[]
  /** When each began, in milliseconds. */
  readonly moments: readonly number[]
}

/** The file operations of a run into a folder of its own. */
export async function operationsOf(job: Job, world: World, source: Source): Promise<Operations> {
  const folder = await world.fresh()
  await prepare(job, folder)
  return countOperations(world, argumentsOf(job, world, source, folder), folder, 0)
}

/** The file operations of a command below the folder. Throws when there are none, or it ends with another code. */
export async function countOperations(
  world: World,
  args: readonly string[],
  folder: string,
  expected: number,
): Promise<Operations> {
  const log = join(world.folder, 'operations.json')
  const { code, stderr } = await command(world, args, folder, { fault: { at: 0, action: 'count', log } })
  if (code !== expected) throw new Error(`${args.join(' ')} ends with ${code}: ${stderr}`)
  return readOperations(log)
}

/** What a hook has logged; the log is removed. */
export async function readOperations(log: string): Promise<Operations> {
  const logged: Operations = JSON.parse(await readFile(log, 'utf8'))
  await rm(log)
  return logged
}
