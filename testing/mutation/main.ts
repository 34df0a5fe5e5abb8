// npm run mutate [-- --per-file N --seed TEXT --only TEXT…]: changes the program in sampled places, runs the tests that reach them, and
// writes docs/mutation.md. What an earlier run tried is not tried again while its file is the same, so that a run can be ended and goes
// on. Exits with 1 when fewer than nine of ten mutants are killed.
import { spawnSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { finish, script, wholeNumber } from '../../build/script/script.mjs'
import { isKilled, reasonFor } from './outcome'
import { page, score } from './page'
import { outcomesOf, readResults, stillToTry } from './results'
import { leftOut, sample } from './sample'

const project = join(import.meta.dirname, '../..')
const AIM = 0.9

interface Options {
  readonly perFile: number
  readonly seed: string
  readonly only?: readonly string[]
  readonly concurrency: number
  readonly again?: boolean
}

/** The mutated sources: not the tests, and not what only a thread of its own runs. */
function sources(only: readonly string[] = ['']): string[] {
  return ['codecs', 'document', 'restore']
    .flatMap(folder => {
      const path = join('electron/engine', folder)
      return readdirSync(join(project, path), { recursive: true, encoding: 'utf8' }).map(name => join(path, name))
    })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts') && only.some(text => file.includes(text)))
    .toSorted()
}

async function run(ranges: readonly string[], concurrency: number): Promise<void> {
  await new Stryker({
    mutate: [...ranges],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', './testing/mutation/reporter.mjs'],
    vitest: { configFile: 'testing/mutation/vitest.config.ts', related: true },
    mutator: { plugins: null, excludedMutations: leftOut },
    coverageAnalysis: 'perTest',
    concurrency,
    reporters: ['progress-append-only', 'keeping'],
    tempDirName: 'out/mutation',
    ignorePatterns: ['out', 'dist', 'docs/screenshots'],
    // There is no compiler that Stryker could ask about the project's settings.
    tsconfigFile: 'none.json',
    timeoutMS: 60_000,
    dryRunTimeoutMinutes: 60,
    disableTypeChecks: false,
    allowEmpty: true,
  }).runMutationTest()
}

/** The commit of the working tree; `unknown` outside of git. */
function commitNow(): string {
  return (
    spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: project, encoding: 'utf8' }).stdout?.trim() || 'unknown'
  )
}

async function main(): Promise<boolean> {
  const { perFile, seed, only, concurrency, again } = script(
    'npm run mutate --',
    'Changes the program in sampled places and runs the tests that reach them.',
  )
    .option('--per-file <number>', 'places in a file', wholeNumber, 5)
    .option('--seed <text>', 'which places', 'mutants')
    .option('--only <text...>', 'only files whose path has one of these in it; the page is not written')
    .option('--concurrency <number>', 'mutants tried at once', wholeNumber, 2)
    .option('--again', 'forget the results that earlier runs left in out/')
    .parse()
    .opts<Options>()
  const started = Date.now()
  const results = join(project, 'out/mutation-results.jsonl')
  process.env.MUTATION_RESULTS = results
  if (again === true) await rm(results, { force: true })
  const picked = await sample(sources(only), perFile, seed)
  const left = stillToTry(picked, readResults(results))
  if (left.length > 0)
    await run(
      left.map(({ range }) => range),
      concurrency,
    )
  const outcomes = outcomesOf(picked, readResults(results))
  const { all, killed, same, left: notKilled, share } = score(outcomes)
  for (const one of outcomes.filter(one => !isKilled(one) && reasonFor(one) === null))
    console.log(`${one.status} ${one.file}:${one.line} ${one.mutator}\n  - ${one.from}\n  + ${one.to}`)
  console.log(
    `${all} mutants, ${killed} killed, ${same} the same, ${notKilled} left, in ${Math.round((Date.now() - started) / 1000)} s`,
  )
  if (only === undefined)
    await writeFile(join(project, 'docs/mutation.md'), page({ seed, commit: commitNow(), perFile, outcomes }))
  return share >= AIM
}

main().then(good => {
  process.exitCode = good ? 0 : 1
}, finish)
