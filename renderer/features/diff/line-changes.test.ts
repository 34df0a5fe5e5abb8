import { Chunk } from '@codemirror/merge'
import { Text } from '@codemirror/state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineChanges } from './line-changes'

const line = fc.oneof(fc.constantFrom('', 'a', 'b', 'ab', 'same'), fc.integer({ min: 0, max: 30 }).map(String))
const textOf = fc.array(line, { maxLength: 40 }).map(lines => lines.join('\n'))

/** The text before, with each change made. */
function patched(before: string, after: string): string {
  let text = ''
  let at = 0
  for (const change of lineChanges(before, after)) {
    text += before.slice(at, change.fromA) + after.slice(change.fromB, change.toB)
    at = change.toA
  }
  return text + before.slice(at)
}

describe('changes by lines', () => {
  it('turn the one text into the other', () => {
    fc.assert(
      fc.property(textOf, textOf, (before, after) => {
        expect(patched(before, after)).toBe(after)
      }),
      { numRuns: 2000 },
    )
  })

  it('come in order, leave the same text between them on both sides, and stay within the texts', () => {
    fc.assert(
      fc.property(textOf, textOf, (before, after) => {
        let atA = 0
        let atB = 0
        for (const change of lineChanges(before, after)) {
          expect(before.slice(atA, change.fromA)).toBe(after.slice(atB, change.fromB))
          expect(change.toA).toBeGreaterThanOrEqual(change.fromA)
          expect(change.toB).toBeGreaterThanOrEqual(change.fromB)
          expect(change.toA).toBeLessThanOrEqual(before.length)
          expect(change.toB).toBeLessThanOrEqual(after.length)
          atA = change.toA
          atB = change.toB
        }
        expect(before.slice(atA)).toBe(after.slice(atB))
      }),
      { numRuns: 1000 },
    )
  })

  it('are none for equal texts', () => {
    expect(lineChanges('a\nb\n', 'a\nb\n')).toEqual([])
  })

  it('are as many as there are edited places in a large text', () => {
    const lines = Array.from({ length: 90_000 }, (_, index) => `/net/child[${index % 7}]/key${index} = "128"`)
    const edited = lines.map((text, index) => (index % 30 === 7 ? text.replace('128', '129') : text))
    const chunks = Chunk.build(Text.of(lines), Text.of(edited), { override: lineChanges })
    expect(chunks).toHaveLength(3000)
  })

  it('mark no more than the changed characters of a changed line', () => {
    const [change] = lineChanges('a\n/key = "one"\nb', 'a\n/key = "two words"\nb')
    expect(change?.fromA).toBeGreaterThanOrEqual(10)
    expect(change?.toA).toBeLessThanOrEqual(13)
  })

  it.each([
    ['a line added at the end', 'a\nb', 'a\nb\nc'],
    ['a line removed at the end', 'a\nb\nc', 'a\nb'],
    ['a last line break added', 'a', 'a\n'],
    ['a line added at the start', 'b', 'a\nb'],
    ['everything replaced', 'a\nb', 'c'],
    ['lines without a unique one among them', 'a\na\nb\nb\na', 'a\nb\na\nb\nb'],
    ['two lines changing places', 'x\ny\nz', 'y\nx\nz'],
  ])('hold for %s', (_what, before, after) => {
    expect(patched(before, after)).toBe(after)
  })
})
