// npm run fuzz [-- --seed TEXT --from N --runs N --seconds N --case FILE]: opens, edits, builds and proves mutated archives until
// the budget is spent. A finding is printed once for each kind, and its input saved under out/fuzz/.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finish, script, wholeNumber } from '../../build/script/script.mjs'
import { makeCorpus } from './corpus'
import { generate } from './generate'
import type { Failure } from './protocol'
import { runFuzz } from './watchdog'

const folder = join(import.meta.dirname, '../../out/fuzz')

/** The oracle, the error's code and the place in the program; where there is none, the message without its numbers and names. */
function kindOf({ oracle, message, stack }: Failure): string {
  const code = /[A-Z]{3,}_?[A-Z_]*/.exec(message)?.[0] ?? ''
  const place = stack
    .split('\n')
    .find(line => /(electron|shared)\/.*:\d/.test(line))
    ?.replace(/^.*\/(electron|shared)\//, '')
  return `${oracle} ${place ? `${code} ${place}` : message.replace(/"(\\.|[^"\\])*"|[\d,]+/g, '…').slice(0, 50)}`
}

interface Options {
  readonly seed: string
  readonly from: number
  readonly runs?: number
  readonly seconds?: number
  readonly case?: string
}

async function main(): Promise<boolean> {
  const options = script(
    'npm run fuzz --',
    'Opens, edits, builds and proves mutated archives until the budget is spent.',
  )
    .option('--seed <text>', 'what the inputs are made of', '1')
    .option('--from <number>', 'number of the first input', wholeNumber, 0)
    .option('--runs <number>', 'inputs; 10000 when no --seconds are given', wholeNumber)
    .option('--seconds <number>', 'ends after this time', wholeNumber)
    .option('--case <file>', 'tries one saved input and nothing else')
    .parse()
    .opts<Options>()
  const { seed, from } = options
  const input = options.case === undefined ? null : new Uint8Array(await readFile(options.case))
  const runs = input ? 1 : (options.runs ?? (options.seconds === undefined ? 10_000 : Number.MAX_SAFE_INTEGER))
  const seconds = options.seconds ?? Number.POSITIVE_INFINITY
  const corpus = await makeCorpus()
  const kinds = new Map<string, number>()
  const started = Date.now()
  let told = started
  const saves: Promise<void>[] = []
  const onFailure = (failure: Failure) => {
    const kind = kindOf(failure)
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if (kinds.get(kind) !== 1) return
    const name = input ? (options.case ?? '') : join(folder, `${seed}-${failure.number}.bin`)
    console.log(
      `\nFINDING ${failure.oracle}: seed ${seed}, input ${failure.number}, saved as ${name}\n  ${failure.message}\n${failure.stack}`,
    )
    if (!input) saves.push(writeFile(name, generate(corpus, seed, failure.number)))
  }
  await mkdir(folder, { recursive: true })
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

main().then(clean => {
  process.exitCode = clean ? 0 : 1
}, finish)
