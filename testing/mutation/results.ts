// The results of mutants, one JSON object in a line, as the reporter appends them. A run that was ended goes on where it was: what a test
// has killed stays killed while its file is the same.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { isKilled, type Outcome, reasonFor } from './outcome'
import { type Candidate, type Location, mutantName } from './sample'

/** One line of the file. */
interface Result {
  readonly file: string
  /** Of the file's text when the mutant was tried. */
  readonly sha256: string
  readonly location: Location
  readonly mutator: string
  readonly to: string
  readonly status: string
}

/** The text of `lines` from `start` to `end`, both of which count from 1. */
function cut(lines: readonly string[], { start, end }: Location): string {
  const rows = lines.slice(start.line - 1, end.line)
  rows[rows.length - 1] = (rows.at(-1) ?? '').slice(0, end.column - 1)
  rows[0] = (rows[0] ?? '').slice(start.column - 1)
  return rows.join('\n')
}

const isJudged = (status: string): status is Outcome['status'] =>
  ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status)

/** The last outcome of each mutant whose file still has the text with which it was tried, by file and name. */
export function readResults(path: string): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>()
  if (!existsSync(path)) return outcomes
  const texts = new Map<string, { readonly lines: readonly string[]; readonly sha256: string }>()
  const textOf = (file: string) => {
    const known = texts.get(file)
    if (known !== undefined) return known
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const read = { lines: text.split('\n'), sha256: createHash('sha256').update(text).digest('hex') }
    texts.set(file, read)
    return read
  }
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    // The last line of a run that was killed may be half of one.
    if (!line.endsWith('}')) continue
    const { file, sha256, location, mutator, to, status } = JSON.parse(line) as Result
    const text = textOf(file)
    if (sha256 !== text.sha256 || !isJudged(status)) continue
    const from = cut(text.lines, location)
    outcomes.set(`${file}:${mutantName(location, to)}`, { file, line: location.start.line, mutator, from, to, status })
  }
  return outcomes
}

/** Those of `picked` that have a mutant without a lasting outcome: not tried yet, or not killed and not known to be the same. */
export function stillToTry(picked: readonly Candidate[], outcomes: ReadonlyMap<string, Outcome>): Candidate[] {
  return picked.filter(({ file, mutants }) =>
    mutants.some(name => {
      const one = outcomes.get(`${file}:${name}`)
      return one === undefined || (!isKilled(one) && reasonFor(one) === null)
    }),
  )
}

/** The outcomes of what `picked` has in it. */
export function outcomesOf(picked: readonly Candidate[], outcomes: ReadonlyMap<string, Outcome>): Outcome[] {
  const names = new Set(picked.flatMap(({ file, mutants }) => mutants.map(name => `${file}:${name}`)))
  return [...names].flatMap(name => outcomes.get(name) ?? [])
}
