// Patterns of a schema are POSIX extended regular expressions out of a file that may be hostile: one can be written that takes a
// hundred years. They are tried with a time limit; what does not end, or is no pattern, is no constraint.
import { createContext, Script } from 'node:vm'

/** Milliseconds for one value. */
const LIMIT = 25
/** Patterns that may run into the limit before no more are tried. */
const PATIENCE = 8
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
let failures = 0

/** Whether the pattern is found in the value; true as well where that cannot be said. */
export function matchesPattern(value: string, pattern: string): boolean {
  if (failures >= PATIENCE || value.length + pattern.length > LONGEST) return true
  context ??= createContext(trial)
  script ??= new Script('new RegExp(pattern).test(value)')
  trial.pattern = pattern.replace(/\[:(\w+):\]/g, (all, name: string) => classes[name] ?? all)
  trial.value = value
  try {
    return script.runInContext(context, { timeout: LIMIT }) === true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') failures += 1
    return true
  }
}
