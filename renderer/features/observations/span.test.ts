// Zooming and moving never leave what there is, and a bar covers the seconds that its list is asked for.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastOf, lengthText, moved, ofBars, tickText, timeText, zoomed } from './span'

const spans = fc
  .tuple(fc.integer({ min: 1, max: 4_000_000_000 }), fc.integer({ min: 1, max: 4_000_000_000 }))
  .map(([from, length]) => ({ from, to: from + length }))
const parts = fc.integer({ min: 0, max: 1000 }).map(part => part / 1000)

describe('what is shown', () => {
  it('stays within what there is, as whole seconds, however one zooms and moves', () => {
    fc.assert(
      fc.property(
        spans,
        fc.array(fc.tuple(fc.constantFrom('zoom', 'move'), parts, parts), { maxLength: 20 }),
        (all, acts) => {
          let shown = all
          for (const [act, part, factor] of acts) {
            const at = shown.from + Math.floor((shown.to - shown.from) * part)
            shown = act === 'zoom' ? zoomed(shown, factor * 4, at, all) : moved(shown, factor * 4 - 2, all)
            expect(Number.isInteger(shown.from) && Number.isInteger(shown.to)).toBe(true)
            expect([shown.from >= all.from, shown.to <= all.to, shown.from < shown.to]).toEqual([true, true, true])
          }
        },
      ),
    )
  })

  it('keeps the moment that is zoomed at, and is all again when zoomed out', () => {
    const all = { from: 0, to: 1_000_000 }
    const shown = zoomed(all, 0.5, 250_000, all)
    expect(shown).toEqual({ from: 125_000, to: 625_000 })
    expect(zoomed(shown, 8, 300_000, all)).toEqual(all)
    expect(lastOf(all, 1000)).toEqual({ from: 999_000, to: 1_000_000 })
    expect(lastOf(all, 2_000_000)).toEqual(all)
  })

  it('is cut by its bars into stretches that meet', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 200 }), (shown, count) => {
        fc.pre(shown.to - shown.from >= count)
        for (let bar = 1; bar < count; bar++)
          expect(ofBars(shown, count, bar, bar).from).toBe(ofBars(shown, count, bar - 1, bar - 1).to)
        expect(ofBars(shown, count, count - 1, 0)).toEqual({ from: shown.from, to: shown.to })
      }),
    )
  })
})

it('times are written short where nothing is lost by it', () => {
  expect(timeText(1_713_801_704)).toBe('2024-04-22 16:01:44')
  expect(timeText(1e15)).toBe('second 1000000000000000')
  const at = (iso: string) => tickText(new Date(iso))
  expect([at('2024-01-01T00:00:00Z'), at('2024-04-01T00:00:00Z'), at('2024-04-22T00:00:00Z')]).toEqual([
    '2024',
    '2024-04',
    '2024-04-22',
  ])
  expect([at('2024-04-22T16:30:00Z'), at('2024-04-22T16:30:05Z')]).toEqual(['16:30', '16:30:05'])
  expect([5, 119, 120, 7200, 3 * 86_400, 70 * 86_400, 800 * 86_400].map(to => lengthText({ from: 0, to }))).toEqual([
    '5 seconds',
    '119 seconds',
    '2 minutes',
    '2 hours',
    '3 days',
    '2 months',
    '2 years',
  ])
})
