import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LongTextRows } from '../../../shared/viewers/long-text'
import { moveRow, parseLinePlace } from './move-row'
import { type LoadRows, pageRows, RowCache } from './row-cache'

const rowsFrom = (from: number, count: number, total = 1000): LongTextRows => ({
  rows: Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, index) => ({
    line: from + index + 1,
    part: 0,
    byte: 1,
    text: `row ${from + index}`,
  })),
  total: { rows: total, lines: total },
})
const settled = () => new Promise(resolve => setTimeout(resolve))

describe('the rows of a text', () => {
  it('are fetched when they are wanted, each page once, and those that come with the view not at all', async () => {
    const asked: number[] = []
    const load: LoadRows = async (from, count) => {
      asked.push(from)
      return rowsFrom(from, count)
    }
    const cache = new RowCache(load, rowsFrom(0, pageRows).rows)
    cache.want(0, 40)
    await settled()
    expect([asked, cache.row(3)?.text]).toEqual([[], 'row 3'])
    cache.want(90, 230)
    cache.want(90, 230)
    await settled()
    expect(asked).toEqual([100, 200])
    expect(cache.row(229)?.text).toBe('row 229')
    expect(cache.row(300)).toBeUndefined()
  })

  it('that are passed on the way are not fetched', async () => {
    const asked: number[] = []
    const waiting: (() => void)[] = []
    const load: LoadRows = (from, count) => {
      asked.push(from)
      return new Promise(resolve => waiting.push(() => resolve(rowsFrom(from, count, 100_000))))
    }
    const cache = new RowCache(load, [])
    for (let page = 0; page < 500; page++) cache.want(page * pageRows, page * pageRows + 40)
    while (waiting.length > 0) {
      waiting.shift()?.()
      await settled()
    }
    expect(asked).toEqual([0, 100, 49_900])
    expect(cache.row(49_920)?.text).toBe('row 49920')
  })

  it('that cannot be fetched are told, and asked for again when the user wants it', async () => {
    let isBroken = true
    const load: LoadRows = async (from, count) => {
      if (isBroken) throw new Error('no')
      return rowsFrom(from, count)
    }
    const cache = new RowCache(load, [])
    cache.want(0, 10)
    await settled()
    expect(cache.failure).not.toBeNull()
    isBroken = false
    cache.retry()
    await settled()
    expect([cache.failure, cache.row(0)?.text]).toEqual([null, 'row 0'])
  })
})

it('no key leaves the rows', () => {
  const key = fc.constantFrom('ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End')
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: 1, max: 1000 }), fc.nat(60), key, (row, rows, page, name) => {
      const to = moveRow(Math.min(row, rows - 1), { key: name, mod: false }, { rows, page })
      expect(to).not.toBeNull()
      expect(to).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThan(rows)
    }),
  )
  expect(moveRow(5, { key: 'ArrowDown', mod: true }, { rows: 9, page: 3 })).toBeNull()
  expect(moveRow(5, { key: 'a', mod: false }, { rows: 9, page: 3 })).toBeNull()
})

it.each([
  ['12', { line: 12, byte: 1 }],
  [' 1,200 ', { line: 1200, byte: 1 }],
  ['1:50_000', { line: 1, byte: 50_000 }],
  ['0', null],
  ['3:0', null],
  ['', null],
  ['x', null],
  ['1:', null],
  ['99999999999999999999', null],
])('%j names %j', (text, place) => {
  expect(parseLinePlace(text)).toEqual(place)
})
