import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestRun } from './longest-run'

test.each([
  [[], []],
  [[5], [0]],
  [
    [1, 2, 3],
    [0, 1, 2],
  ],
  [
    [9, 1, 2, 3],
    [1, 2, 3],
  ],
  [
    [2, 3, 1],
    [0, 1],
  ],
])('of %j is at %j', (numbers, run) => {
  expect(longestRun(numbers)).toEqual(run)
})

test('rises, and no run of the same numbers is longer', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { maxLength: 10 }), numbers => {
      const run = longestRun(numbers)
      const values = run.map(index => numbers[index] ?? 0)
      expect(run).toEqual([...run].sort((a, b) => a - b))
      expect(values).toEqual([...values].sort((a, b) => a - b))
      expect(run.length).toBe(longest(numbers))
    }),
  )
})

/** By looking at every choice. */
function longest(numbers: readonly number[], above = Number.NEGATIVE_INFINITY): number {
  return numbers.reduce(
    (best, number, at) => (number > above ? Math.max(best, 1 + longest(numbers.slice(at + 1), number)) : best),
    0,
  )
}
