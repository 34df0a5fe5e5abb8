import { Text } from '@codemirror/state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minimalChange } from './minimal-change'

const lines = fc.array(fc.oneof(fc.constantFrom('', 'a', 'ab', 'b', '😀', '😁x'), fc.string()), {
  minLength: 1,
  maxLength: 8,
})

function apply(before: readonly string[], after: readonly string[]): string[] {
  const change = minimalChange(before, after)
  if (!change) return [...before]
  return Text.of(before).replace(change.from, change.to, Text.of(change.insert)).toJSON()
}

describe('the smallest change', () => {
  it('turns the one text into the other', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        expect(apply(before, after)).toEqual(after)
      }),
      { numRuns: 2000 },
    )
  })

  it('turns a text into one with a stretch of it replaced, and touches nothing outside that stretch', () => {
    fc.assert(
      fc.property(lines, lines, lines, lines, (head, middle, other, tail) => {
        const before = [...head, ...middle, ...tail]
        const after = [...head, ...other, ...tail]
        const change = minimalChange(before, after)
        expect(apply(before, after)).toEqual(after)
        if (!change) return
        const headLength = Text.of(head).length
        const tailLength = Text.of(tail).length
        const length = Text.of(before).length
        expect(change.to - change.from).toBeLessThanOrEqual(length - headLength - tailLength)
      }),
    )
  })

  it('is nothing for equal texts', () => {
    expect(minimalChange(['a', 'b'], ['a', 'b'])).toBeNull()
  })

  it.each([
    ['a letter in a line', ['one', 'two'], ['one', 'twoo'], { from: 7, to: 7, insert: ['o'] }],
    ['a line added in the middle', ['a', 'c'], ['a', 'b', 'c'], { from: 1, to: 1, insert: ['', 'b'] }],
    ['a line removed at the start', ['a', 'b'], ['b'], { from: 0, to: 2, insert: [''] }],
    ['a last line break removed', ['a', ''], ['a'], { from: 1, to: 2, insert: [''] }],
    ['everything emptied', ['a', 'b'], [''], { from: 0, to: 3, insert: [''] }],
  ])('is %s', (_what, before, after, change) => {
    expect(minimalChange(before, after)).toEqual(change)
  })

  it('does not cut a surrogate pair', () => {
    const change = minimalChange(['x😀y'], ['x😁y'])
    expect(change).toEqual({ from: 1, to: 3, insert: ['😁'] })
  })
})
