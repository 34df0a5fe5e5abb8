// The difference of two texts by lines first, by characters inside changed lines second. CodeMirror's own way compares
// characters alone and gives up on a large text with changes all over, marking everything between the first and the last.
// Lines that occur once on each side are matched first (patience diff), which is nearly every line of a configuration.
import { Change, diff } from '@codemirror/merge'
import { diffArrays } from 'diff'
import { longestRun } from '../../../shared/diff/longest-run'

/** Lines `from` (inclusive) to `to` (exclusive) on either side. */
interface Hunk {
  readonly fromA: number
  readonly toA: number
  readonly fromB: number
  readonly toB: number
}

/** Removed and added lines up to which the shortest difference of a stretch without unique lines is looked for. */
const editLimit = 1000
/** Work (see DiffConfig) and milliseconds that the changed characters of one stretch are worth. */
const charEffort = { scanLimit: 500, timeout: 100 }

/** Changes in the order of the texts, as positions in the strings; lines end in `\n`. Fit for DiffConfig.override. */
export function lineChanges(before: string, after: string): readonly Change[] {
  const a = before.split('\n')
  const b = after.split('\n')
  const hunks: Hunk[] = []
  collectHunks(a, b, { fromA: 0, toA: a.length, fromB: 0, toB: b.length }, hunks)
  const startsA = lineStarts(a)
  const startsB = lineStarts(b)
  return joined(hunks).flatMap(hunk => {
    let fromA = startsA[hunk.fromA] ?? 0
    let fromB = startsB[hunk.fromB] ?? 0
    // Lines added or removed at the very end have no line break after them: theirs is the one before.
    if (hunk.fromA === a.length || hunk.fromB === b.length) {
      fromA--
      fromB--
    }
    const toA = Math.min(startsA[hunk.toA] ?? 0, before.length)
    const toB = Math.min(startsB[hunk.toB] ?? 0, after.length)
    return charChanges(before.slice(fromA, toA), after.slice(fromB, toB)).map(
      change => new Change(fromA + change.fromA, fromA + change.toA, fromB + change.fromB, fromB + change.toB),
    )
  })
}

function charChanges(a: string, b: string): readonly Change[] {
  return a === '' || b === '' ? [new Change(0, a.length, 0, b.length)] : diff(a, b, charEffort)
}

function collectHunks(a: readonly string[], b: readonly string[], range: Hunk, found: Hunk[]): void {
  let { fromA, toA, fromB, toB } = range
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) {
    fromA++
    fromB++
  }
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) {
    toA--
    toB--
  }
  if (fromA === toA && fromB === toB) return
  const rest: Hunk = { fromA, toA, fromB, toB }
  if (fromA === toA || fromB === toB) {
    found.push(rest)
    return
  }
  const matches = uniqueMatches(a, b, rest)
  if (matches.length === 0) {
    found.push(...shortestHunks(a, b, rest))
    return
  }
  let lastA = fromA
  let lastB = fromB
  for (const [lineA, lineB] of [...matches, [toA, toB] as const]) {
    collectHunks(a, b, { fromA: lastA, toA: lineA, fromB: lastB, toB: lineB }, found)
    lastA = lineA
    lastB = lineB
  }
}

/** Pairs of equal lines that occur once on each side, as many as keep their order on both. */
function uniqueMatches(
  a: readonly string[],
  b: readonly string[],
  range: Hunk,
): readonly (readonly [number, number])[] {
  const onceInA = linesOnce(a, range.fromA, range.toA)
  const onceInB = linesOnce(b, range.fromB, range.toB)
  const pairs: (readonly [number, number])[] = []
  for (const [line, lineA] of onceInA) {
    const lineB = onceInB.get(line)
    if (lineA >= 0 && lineB !== undefined && lineB >= 0) pairs.push([lineA, lineB])
  }
  return longestRun(pairs.map(([, lineB]) => lineB)).flatMap(index => {
    const pair = pairs[index]
    return pair ? [pair] : []
  })
}

/** Index of each line, negative for one that occurs again; in the order of first occurrence. */
function linesOnce(lines: readonly string[], from: number, to: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (let index = from; index < to; index++) {
    const line = lines[index] ?? ''
    found.set(line, found.has(line) ? -1 : index)
  }
  return found
}

/** The shortest difference of a stretch; the stretch as a whole where that would take too long. */
function shortestHunks(a: readonly string[], b: readonly string[], range: Hunk): readonly Hunk[] {
  const linesA = a.slice(range.fromA, range.toA)
  const linesB = b.slice(range.fromB, range.toB)
  const steps = diffArrays(linesA, linesB, { maxEditLength: editLimit })
  if (!steps) return [range]
  const hunks: Hunk[] = []
  let { fromA, fromB } = range
  for (const step of steps) {
    const toA = fromA + (step.added ? 0 : step.count)
    const toB = fromB + (step.removed ? 0 : step.count)
    if (step.added || step.removed) hunks.push({ fromA, toA, fromB, toB })
    fromA = toA
    fromB = toB
  }
  return hunks
}

/** Hunks that touch each other, as one. */
function joined(hunks: readonly Hunk[]): readonly Hunk[] {
  const result: Hunk[] = []
  for (const hunk of hunks) {
    const last = result.at(-1)
    if (last && last.toA === hunk.fromA && last.toB === hunk.fromB) {
      result[result.length - 1] = { ...last, toA: hunk.toA, toB: hunk.toB }
    } else result.push(hunk)
  }
  return result
}

/** Position of each line in the text, and one past its end. */
function lineStarts(lines: readonly string[]): readonly number[] {
  const starts = [0]
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1)
  return starts
}
