import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outOfOrder } from './order'

test.each([
  [[], []],
  [[0, 1, 2], []],
  [[2, 0, 1], [0]],
  [[1, 2, 0], [2]],
  [[0, 3, 1, 2], [1]],
])('of the former places %j, the elements %j were moved', (positions, moved) => {
  expect([...outOfOrder(positions)]).toEqual(moved)
})

test('what is left is in order, and no larger part could be', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50), { maxLength: 9 }), positions => {
      const moved = outOfOrder(positions)
      const kept = positions.filter((_, index) => !moved.has(index))
      expect(kept).toEqual([...kept].sort((a, b) => a - b))
      let best = 0
      for (let set = 0; set < 2 ** positions.length; set++) {
        const part = positions.filter((_, index) => (set >> index) % 2 === 1)
        if (part.every((value, index) => index === 0 || value > (part[index - 1] ?? 0)))
          best = Math.max(best, part.length)
      }
      expect(kept.length).toBe(best)
    }),
    { numRuns: 100 },
  )
})
