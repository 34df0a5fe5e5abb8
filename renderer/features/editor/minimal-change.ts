// The smallest single change that turns one text into another: what lies between their common start and common end.
// Worked out on lines, not on one string: in the editor a line break is one position whatever its bytes are.

export interface MinimalChange {
  /** Editor positions, a line break counting one. */
  readonly from: number
  readonly to: number
  /** Lines to put there. */
  readonly insert: readonly string[]
}

/** Lines before and after (at least one each); null when they are equal. A surrogate pair is never cut. */
export function minimalChange(before: readonly string[], after: readonly string[]): MinimalChange | null {
  let first = commonStart(before, after)
  if (first === before.length && first === after.length) return null
  let tail = commonEnd(before, after, first)
  if (first + tail === before.length || first + tail === after.length) {
    // Whole lines were added or removed: take one neighbour in, so that both sides have a line to start and end in.
    if (first > 0) first--
    else tail--
  }
  const lastBefore = before.length - tail - 1
  const lastAfter = after.length - tail - 1
  const headBefore = before[first] ?? ''
  const headAfter = after[first] ?? ''
  const endBefore = before[lastBefore] ?? ''
  const endAfter = after[lastAfter] ?? ''
  const prefix = commonPrefix(headBefore, headAfter)
  const roomBefore = endBefore.length - (first === lastBefore ? prefix : 0)
  const roomAfter = endAfter.length - (first === lastAfter ? prefix : 0)
  const suffix = commonSuffix(endBefore, endAfter, Math.min(roomBefore, roomAfter))
  const insert = after.slice(first, lastAfter + 1)
  insert[insert.length - 1] = endAfter.slice(0, endAfter.length - suffix)
  insert[0] = (insert[0] ?? '').slice(prefix)
  return {
    from: lineStart(before, first) + prefix,
    to: lineStart(before, lastBefore) + endBefore.length - suffix,
    insert,
  }
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const limit = Math.min(a.length, b.length)
  let count = 0
  while (count < limit && a[count] === b[count]) count++
  return count
}

function commonEnd(a: readonly string[], b: readonly string[], start: number): number {
  const limit = Math.min(a.length, b.length) - start
  let count = 0
  while (count < limit && a[a.length - 1 - count] === b[b.length - 1 - count]) count++
  return count
}

function commonPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length)
  let count = 0
  while (count < limit && a.charCodeAt(count) === b.charCodeAt(count)) count++
  return count > 0 && isHighSurrogate(a.charCodeAt(count - 1)) ? count - 1 : count
}

function commonSuffix(a: string, b: string, limit: number): number {
  let count = 0
  while (count < limit && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++
  return count > 0 && isLowSurrogate(a.charCodeAt(a.length - count)) ? count - 1 : count
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000
}

function lineStart(lines: readonly string[], index: number): number {
  let position = 0
  for (let line = 0; line < index; line++) position += (lines[line] ?? '').length + 1
  return position
}
