// An attack on the program: files made for it, the command that meets them, and the answer that must come. The same list is run by
// the tests and by the command that writes docs/attacks.md.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Limits } from '../../electron/engine/codecs/limits'
import type { CommandLine, Finished } from './command-line'

export interface Attack {
  readonly name: string
  /** Makes the files in the folder where the command will run, and gives its arguments. */
  readonly prepare: (folder: string) => readonly string[]
  /** Exit code. */
  readonly exit: 0 | 1 | 2
  /** What must stand on stderr; null for nothing at all. */
  readonly says: RegExp | null
  /** What must stand on stdout; absent: not looked at. */
  readonly tells?: RegExp
  /** Paths below `out` afterwards, folders with a slash; absent: not looked at. */
  readonly landed?: readonly string[]
  /** What is wrong afterwards besides, in words; null for nothing. */
  readonly after?: (folder: string) => string | null
  /** The cap it is about. */
  readonly limit?: keyof Limits
  /** A limit's attack: the options with which the same command is let through the limit. */
  readonly raised?: readonly string[]
}

export interface Outcome {
  readonly attack: Attack
  readonly args: readonly string[]
  readonly finished: Finished
  readonly landed: readonly string[]
  /** Where the answer is not the one that must come. */
  readonly faults: readonly string[]
}

/** Runs an attack in a folder of its own below `top`, which is empty afterwards. */
export async function meet(attack: Attack, cli: CommandLine, top: string): Promise<Outcome> {
  const around = mkdtempSync(join(top, 'attack-'))
  const folder = join(around, 'here')
  try {
    mkdirSync(folder)
    const args = attack.prepare(folder)
    const before = tree(around)
    const finished = await cli.run(args, { cwd: folder, measure: true })
    const out = join(folder, 'out')
    const landed = tree(around).includes('here/out/') ? tree(out) : []
    const strangers = tree(around).filter(path => !before.includes(path) && !path.startsWith('here/out/'))
    const faults = [
      finished.code === attack.exit ? null : `exit code ${finished.code} instead of ${attack.exit}`,
      saysRight(attack.says, finished.stderr) ? null : `it said: ${finished.stderr || 'nothing'}`,
      attack.tells && !attack.tells.test(finished.stdout.toString()) ? `it told: ${finished.stdout.toString()}` : null,
      attack.landed && attack.landed.join('\n') !== landed.join('\n') ? `on the disk: ${landed.join(', ')}` : null,
      strangers.length > 0 ? `outside the folder: ${strangers.join(', ')}` : null,
      attack.after?.(folder) ?? null,
      await raisedFault(attack, args, cli, folder),
    ].filter(fault => fault !== null)
    return { attack, args, finished, landed, faults }
  } finally {
    rmSync(around, { recursive: true, force: true })
  }
}

/** Every path below a folder, sorted, folders with a slash; links are not followed. */
export function tree(folder: string, prefix = ''): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap(one =>
      one.isDirectory()
        ? [`${prefix}${one.name}/`, ...tree(join(folder, one.name), `${prefix}${one.name}/`)]
        : [prefix + one.name],
    )
    .sort()
}

function saysRight(says: RegExp | null, stderr: string): boolean {
  return says ? says.test(stderr) : stderr === ''
}

async function raisedFault(
  { raised }: Attack,
  args: readonly string[],
  cli: CommandLine,
  folder: string,
): Promise<string | null> {
  if (!raised) return null
  const kept = args.filter((arg, index) => arg !== '--limit' && args[index - 1] !== '--limit')
  const { stderr } = await cli.run([...kept, ...raised.flatMap(one => ['--limit', one])], { cwd: folder })
  return /bootbank: LIMIT/.test(stderr) ? `raised by ${raised.join(' ')} it still said: ${stderr}` : null
}
