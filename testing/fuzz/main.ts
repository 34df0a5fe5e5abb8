// npm run fuzz [-- --seed TEXT --from N --runs N --seconds N --case FILE]: opens, edits, builds and proves mutated archives until
// the budget is spent. A finding is printed once for each kind, and its input saved under out/fuzz/.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeCorpus } from './corpus'
import { generate } from './generate'
import type { Failure } from './protocol'
import { runFuzz } from './watchdog'

const folder = join(import.meta.dirname, '../../out/fuzz')
const usage = 'npm run fuzz -- [--seed TEXT] [--from N] [--runs N] [--seconds N] [--case FILE]'

/** The oracle, the error's code and the place in the program; where there is none, the message without its numbers and names. */
function kindOf({ oracle, message, stack }: Failure): string {
  const code = /[A-Z]{3,}_?[A-Z_]*/.exec(message)?.[0] ?? ''
  const place = stack
    .split('\n')
    .find(line => /(electron|shared)\/.*:\d/.test(line))
    ?.replace(/^.*\/(electron|shared)\//, '')
  return `${oracle} ${place ? `${code} ${place}` : message.replace(/"(\\.|[^"\\])*"|[\d,]+/g, '…').slice(0, 50)}`
}

function count(text: string | undefined, name: string, usual: number): number {
  if (text === undefined) return usual
  if (!/^[0-9]+$/.test(text)) throw new Error(`--${name} takes a number, not "${text}". Usage: ${usage}`)
  return Number(text)
}

async function main(args: readonly string[]): Promise<boolean> {
  const string = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: { seed: string, from: string, runs: string, seconds: string, case: string },
  })
  const seed = values.seed ?? '1'
  const input = values.case === undefined ? null : new Uint8Array(await readFile(values.case))
  const runs = input ? 1 : count(values.runs, 'runs', values.seconds === undefined ? 10_000 : Number.MAX_SAFE_INTEGER)
  const seconds = count(values.seconds, 'seconds', Number.POSITIVE_INFINITY)
  const corpus = await makeCorpus()
  const kinds = new Map<string, number>()
  const started = Date.now()
  let told = started
  const saves: Promise<void>[] = []
  const onFailure = (failure: Failure) => {
    const kind = kindOf(failure)
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if (kinds.get(kind) !== 1) return
    const name = input ? (values.case ?? '') : join(folder, `${seed}-${failure.number}.bin`)
    console.log(
      `\nFINDING ${failure.oracle}: seed ${seed}, input ${failure.number}, saved as ${name}\n  ${failure.message}\n${failure.stack}`,
    )
    if (!input) saves.push(writeFile(name, generate(corpus, seed, failure.number)))
  }
  await mkdir(folder, { recursive: true })
  const from = count(values.from, 'from', 0)
  const result = await runFuzz({
    seed,
    from,
    runs,
    time: seconds * 1000,
    ...(input ? { input } : {}),
    onFailure,
    onProgress: (done, elapsed) => {
      if (Date.now() - told < 30_000) return
      told = Date.now()
      console.log(`${done} inputs, ${Math.round(done / (elapsed / 1000))} a second, ${kinds.size} kinds of findings`)
    },
  })
  await Promise.all(saves)
  const took = (Date.now() - started) / 1000
  console.log(
    `\nseed ${seed}, inputs ${from} to ${from + result.done - 1}: ${result.done} inputs in ${took.toFixed(1)} s, ${Math.round(result.done / took)} a second`,
  )
  for (const [outcome, times] of Object.entries(result.outcomes).sort((a, b) => b[1] - a[1]))
    console.log(`${String(times).padStart(9)}  ${outcome}`)
  console.log(
    `${kinds.size} kinds of findings, ${result.failures.length} in all; ${result.retried} slow only beside other work`,
  )
  for (const [kind, times] of kinds) console.log(`${String(times).padStart(9)}  ${kind}`)
  return result.failures.length === 0
}

main(process.argv.slice(2)).then(
  clean => {
    process.exitCode = clean ? 0 : 1
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 2
  },
)
