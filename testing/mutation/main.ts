// npm run mutate [-- --per-file N --seed TEXT --only TEXT]: changes the program in sampled places, runs the tests that reach them, and
// writes docs/mutation.md. Exits with 1 when fewer than nine of ten mutants are killed.
import { readFile, writeFile } from 'node:fs/promises'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { finish, script, wholeNumber } from '../../build/script/script.mjs'
import { type Outcome, page, score } from './page'
import { leftOut, sample } from './sample'

const project = join(import.meta.dirname, '../..')
const AIM = 0.9

interface Options {
  readonly perFile: number
  readonly seed: string
  readonly only?: string
}

/** The mutated sources: not the tests, and not what only a thread of its own runs. */
function sources(only = ''): string[] {
  return ['codecs', 'document', 'restore']
    .flatMap(folder => {
      const path = join('electron/engine', folder)
      return readdirSync(join(project, path), { recursive: true, encoding: 'utf8' }).map(name => join(path, name))
    })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts') && file.includes(only))
    .toSorted()
}

async function run(ranges: readonly string[]): Promise<Outcome[]> {
  const results = await new Stryker({
    mutate: [...ranges],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', './testing/mutation/reporter.mjs'],
    vitest: { configFile: 'testing/mutation/vitest.config.ts', related: true },
    mutator: { plugins: null, excludedMutations: leftOut },
    coverageAnalysis: 'perTest',
    concurrency: 2,
    reporters: ['progress-append-only', 'survivors'],
    tempDirName: 'out/mutation',
    ignorePatterns: ['out', 'dist', 'docs/screenshots'],
    // There is no compiler that Stryker could ask about the project's settings.
    tsconfigFile: 'none.json',
    timeoutMS: 60_000,
    dryRunTimeoutMinutes: 60,
    disableTypeChecks: false,
    allowEmpty: true,
  }).runMutationTest()
  const texts = new Map<string, readonly string[]>()
  const outcomes: Outcome[] = []
  for (const { fileName, location, mutatorName, replacement, status } of results) {
    if (status !== 'Killed' && status !== 'Timeout' && status !== 'Survived' && status !== 'NoCoverage') continue
    const file = fileName.slice(fileName.indexOf('electron/'))
    const lines = texts.get(file) ?? (await readFile(join(project, file), 'utf8')).split('\n')
    texts.set(file, lines)
    // Lines and columns of a result count from 1.
    const { start, end } = location
    const rows = lines.slice(start.line - 1, end.line)
    rows[rows.length - 1] = (rows.at(-1) ?? '').slice(0, end.column - 1)
    rows[0] = (rows[0] ?? '').slice(start.column - 1)
    outcomes.push({
      file,
      line: start.line,
      mutator: mutatorName,
      from: rows.join('\n'),
      to: replacement ?? '',
      status,
    })
  }
  return outcomes
}

async function main(): Promise<boolean> {
  const { perFile, seed, only } = script(
    'npm run mutate --',
    'Changes the program in sampled places and runs the tests that reach them.',
  )
    .option('--per-file <number>', 'places in a file', wholeNumber, 5)
    .option('--seed <text>', 'which places', 'mutants')
    .option('--only <text>', 'only files whose path has this in it; the page is not written')
    .parse()
    .opts<Options>()
  const started = Date.now()
  const picked = await sample(sources(only), perFile, seed)
  const outcomes = await run(picked.map(({ range }) => range))
  const { all, killed, same, left, share } = score(outcomes)
  for (const one of outcomes.filter(({ status }) => status === 'Survived' || status === 'NoCoverage'))
    console.log(`${one.status} ${one.file}:${one.line} ${one.mutator}\n  - ${one.from}\n  + ${one.to}`)
  console.log(
    `${all} mutants, ${killed} killed, ${same} the same, ${left} left, in ${Math.round((Date.now() - started) / 1000)} s`,
  )
  if (only === undefined) await writeFile(join(project, 'docs/mutation.md'), page({ seed, perFile, outcomes }))
  return share >= AIM
}

main().then(good => {
  process.exitCode = good ? 0 : 1
}, finish)
