// Which mutants are tried: all that Stryker would make of a file, of which a seed picks some.
import { readFile } from 'node:fs/promises'
import { createInstrumenter } from '@stryker-mutator/instrumenter'
import { createInjector } from 'typed-inject'
import { SeededRandom } from '../fixtures/random'

/** One change of the program. */
export interface Candidate {
  readonly file: string
  /** As Stryker's option `mutate` takes it: `file:line:column-line:column`. */
  readonly range: string
}

const silent = () => undefined
const logger = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
}

/** Mutators that are left out: most texts are the words of a message, and a test of its every word would only repeat them. */
export const leftOut = ['StringLiteral']

/** Lines that a mutant may span: a change of half a function is found by any test. */
const LINES = 3

async function allOf(file: string): Promise<Candidate[]> {
  const instrumenter = createInjector()
    .provideValue('logger', logger)
    .provideValue('options', {})
    .injectFunction(createInstrumenter)
  const content = await readFile(file, 'utf8')
  const { mutants } = await instrumenter.instrument([{ name: file, content, mutate: true }], {
    plugins: null,
    excludedMutations: leftOut,
    ignorers: [],
  })
  return mutants.flatMap(({ status, location: { start, end } }) => {
    if (status !== undefined || end.line - start.line >= LINES) return []
    const place = (at: { line: number; column: number }) => `${at.line + 1}:${at.column}`
    return [{ file, range: `${file}:${place(start)}-${place(end)}` }]
  })
}

/** At most `perFile` of each file, the same for the same seed and source. */
export async function sample(files: readonly string[], perFile: number, seed: string): Promise<Candidate[]> {
  const picked: Candidate[] = []
  for (const file of files) {
    const shuffled = new SeededRandom(`${seed}/${file}`).shuffle(await allOf(file))
    const ranges = new Map(shuffled.map(one => [one.range, one]))
    picked.push(...[...ranges.values()].slice(0, perFile))
  }
  return picked
}
