// A text that stands in every match of an expression, so that what does not hold it need not be read. Nothing is guessed: an expression
// that is not understood for certain has none.

/** Characters of a text that are worth looking for first. */
const least = 3

/**
 * The longest run of ASCII letters, digits and signs that every match of an expression of RE2 holds; null where there is none that is long
 * enough, or where it cannot be told.
 */
export function requiredText(expression: string): string | null {
  // Choices, flags, quoted runs and sets of characters in names change what a letter means.
  if (/\||\(\?|\\[QEpPxC0-9]/.test(expression)) return null
  const runs: string[] = ['']
  const add = (letter: string) => runs.push(`${runs.pop() ?? ''}${letter}`)
  const end = () => runs.push('')
  let at = 0
  while (at < expression.length) {
    const sign = expression.charAt(at)
    if (sign === '*' || sign === '?' || sign === '{') {
      // The letter before it may be missing.
      runs.push((runs.pop() ?? '').slice(0, -1), '')
      if (sign === '{') at = Math.max(expression.indexOf('}', at), at)
    } else if (sign === '+') end()
    else if (sign === '[') {
      at = endOfClass(expression, at)
      end()
    } else if (sign === '(') {
      at = endOfGroup(expression, at)
      end()
    } else if (sign === '\\') {
      at += 1
      // A letter or digit after it is a class, a border or a sign that is not itself.
      if (/[^A-Za-z0-9]/.test(expression.charAt(at))) add(expression.charAt(at))
      else end()
    } else if (/[.^$]/.test(sign)) end()
    else add(sign)
    at += 1
  }
  const found = runs.flatMap(run => run.match(/[ -~]+/g) ?? [])
  const longest = found.reduce((best, run) => (run.length > best.length ? run : best), '')
  return longest.length >= least ? longest : null
}

/** The place of the bracket that ends a class. */
function endOfClass(expression: string, start: number): number {
  let at = start + 1
  if (expression.charAt(at) === '^') at += 1
  // A bracket that comes first is one of the class.
  if (expression.charAt(at) === ']') at += 1
  while (at < expression.length && expression.charAt(at) !== ']') {
    if (expression.startsWith('[:', at)) at = Math.max(expression.indexOf(':]', at) + 1, at)
    else if (expression.charAt(at) === '\\') at += 1
    at += 1
  }
  return at
}

/** The place of the parenthesis that ends a group. */
function endOfGroup(expression: string, start: number): number {
  let at = start + 1
  for (let depth = 1; at < expression.length; at += 1) {
    const sign = expression.charAt(at)
    if (sign === '\\') at += 1
    else if (sign === '[') at = endOfClass(expression, at)
    else if (sign === '(') depth += 1
    else if (sign === ')' && --depth === 0) return at
  }
  return at
}
