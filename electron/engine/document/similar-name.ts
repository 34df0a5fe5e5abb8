// Which names somebody may have meant who mistyped one: the same but for capitals, or at most two letters away.

/** Most letters that may differ. */
const MOST = 2

/** Whether a name is another spelling of the wanted one: equal but for capitals, or with at most two letters more, less or other (Levenshtein). */
export function isSimilarName(name: string, wanted: string): boolean {
  const [a, b] = [name.toLowerCase(), wanted.toLowerCase()]
  if (a === b) return true
  // Of a short name two other letters make any other.
  const most = Math.min(MOST, Math.floor(b.length / 2))
  if (Math.abs(a.length - b.length) > most) return false
  return distance(a, b) <= most
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let at = 1; at <= a.length; at++) {
    const next = [at]
    for (let to = 1; to <= b.length; to++) {
      const replaced = (row[to - 1] ?? 0) + (a[at - 1] === b[to - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
