// Patterns of a schema are POSIX extended regular expressions out of a file that may be hostile: one can be written that takes a
// hundred years. They are tried with a time limit; what does not end, or is not a pattern, is not a constraint.
import { createContext, Script } from 'node:vm'

/** Milliseconds for one value; those of the second trial are for a machine that was busy with something else. */
const LIMITS = [25, 100]
/** Patterns that may run into the limits before no more are tried; each by itself is then tried no more. */
const PATIENCE = 20
/** Characters of pattern and value together. */
const LONGEST = 100_000

/** The character classes of POSIX, as they stand inside brackets. */
const classes: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
}

const trial = { pattern: '', value: '' }
let context: object | null = null
let script: Script | null = null
const givenUp = new Set<string>()

/** Whether the pattern is found in the value; true as well where that cannot be said. */
export function matchesPattern(value: string, pattern: string): boolean {
  if (isGivenUp(pattern) || value.length + pattern.length > LONGEST) return true
  trial.pattern = pattern.replace(/\[:(\w+):\]/g, (all, name: string) => classes[name] ?? all)
  trial.value = value
  for (const timeout of LIMITS) {
    const found = tried(timeout)
    if (found !== null) return found
  }
  givenUp.add(pattern)
  return true
}

/** Whether a pattern is tried no more, because it took too long or too many others did. */
export function isGivenUp(pattern: string): boolean {
  return givenUp.size >= PATIENCE || givenUp.has(pattern)
}

/** Null for a trial that did not end in time. */
function tried(timeout: number): boolean | null {
  context ??= createContext(trial)
  script ??= new Script('new RegExp(pattern).test(value)')
  try {
    return script.runInContext(context, { timeout }) === true
  } catch (error) {
    // It is an Error of the other context.
    const isLate =
      typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    return isLate ? null : true
  }
}
