// Which mutants are tried: all that Stryker would make of a file, of which a seed picks some.
import { readFile } from 'node:fs/promises'
import { createInstrumenter } from '@stryker-mutator/instrumenter'
import { createInjector } from 'typed-inject'
import { SeededRandom } from '../fixtures/random'

/** A place of the program that is changed, with every change that fits it. */
export interface Candidate {
  readonly file: string
  /** As Stryker's option `mutate` takes it: `file:line:column-line:column`. */
  readonly range: string
  /** The mutants that lie in the range, by `mutantName`. */
  readonly mutants: readonly string[]
}

export interface Place {
  readonly line: number
  readonly column: number
}

export interface Location {
  readonly start: Place
  readonly end: Place
}

/** A name for one mutant, the same for the same text of its file. Lines and columns count from 1, as in the results of a run. */
export function mutantName({ start, end }: Location, to: string): string {
  return `${start.line}:${start.column}-${end.line}:${end.column} ${to}`
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
  const made = mutants.filter(({ status }) => status === undefined)
  return made.flatMap(({ location: outer }) => {
    const { start, end } = outer
    if (end.line - start.line >= LINES) return []
    const place = (at: Place) => `${at.line + 1}:${at.column}`
    const inside = made.filter(({ location }) => isIn(outer, location))
    return [
      {
        file,
        range: `${file}:${place(start)}-${place(end)}`,
        mutants: inside.map(({ location, replacement }) => mutantName(fromOne(location), replacement)),
      },
    ]
  })
}

const isBefore = (a: Place, b: Place) => a.line < b.line || (a.line === b.line && a.column <= b.column)
const isIn = (outer: Location, inner: Location) => isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end)
/** The instrumenter counts lines and columns from 0. */
const fromOne = ({ start, end }: Location): Location => ({
  start: { line: start.line + 1, column: start.column + 1 },
  end: { line: end.line + 1, column: end.column + 1 },
})

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
