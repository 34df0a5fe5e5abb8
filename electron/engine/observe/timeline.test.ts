// Entries by their times: nothing is counted twice or lost, and what is called a gap is one.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TimedEntry } from '../../../shared/model/observation'
import { file, opened, plainState } from '../../../testing/archives/small-backups'
import { entriesWithin, timedEntries, timeline } from './timeline'

const at = (mtime: number): TimedEntry => ({ address: `etc/${mtime}`, mtime, kind: 'file' })
const times = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: -5, max: 100 }), fc.integer({ min: 1, max: 4_000_000_000 })))
  .map(list => list.toSorted((a, b) => a - b).map(at))
const span = fc
  .tuple(fc.integer({ min: 0, max: 4_000_000_000 }), fc.integer({ min: 1, max: 4_000_000_000 }))
  .map(([from, length]) => ({ from, to: from + length }))

describe('a timeline', () => {
  it('has every dated entry in exactly one bucket, whatever the times', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 300 }), (entries, count) => {
        const { dated, undated, all, buckets } = timeline(entries, null, count)
        expect(dated + undated).toBe(entries.length)
        expect(undated).toBe(entries.filter(({ mtime }) => mtime < 1).length)
        expect(buckets).toHaveLength(count)
        expect(buckets.reduce((sum, one) => sum + one, 0)).toBe(dated)
        if (all) expect(entriesWithin(entries, all).total).toBe(dated)
      }),
    )
  })

  it('counts in a bucket what the list of its stretch has', () => {
    fc.assert(
      fc.property(times, span, (entries, shown) => {
        const count = Math.min(50, shown.to - shown.from)
        // Whole seconds for each bucket, so that its borders can be named.
        const length = Math.ceil((shown.to - shown.from) / count)
        const whole = { from: shown.from, to: shown.from + length * count }
        const { buckets } = timeline(entries, whole, count)
        for (const [index, found] of buckets.entries()) {
          const from = whole.from + index * length
          expect(entriesWithin(entries, { from, to: from + length }).total).toBe(found)
        }
      }),
    )
  })

  it('has a gap only where no entry is', () => {
    fc.assert(
      fc.property(times, span, (entries, shown) => {
        for (const gap of timeline(entries, shown, 100).gaps) {
          expect(entriesWithin(entries, gap).total).toBe(0)
          expect(gap.to - gap.from).toBeGreaterThanOrEqual((shown.to - shown.from) / 20)
          expect([gap.from > shown.from, gap.to < shown.to]).toEqual([true, true])
        }
      }),
    )
  })

  it('by hand: three days of work, a month without any, one file more', () => {
    const day = 86_400
    const start = 1_700_000_000
    const entries = [0, start, start + day, start + 2 * day, start + 32 * day].map(at)
    const { dated, undated, all, buckets, gaps } = timeline(entries, null, 33)
    expect([dated, undated, all]).toEqual([4, 1, { from: start, to: start + 32 * day + 1 }])
    expect([buckets[0], buckets[1], buckets[2], buckets[32]]).toEqual([1, 1, 1, 1])
    expect(gaps).toEqual([{ from: start + 2 * day + 1, to: start + 32 * day }])
  })

  it('of a backup without times is empty and says so', () => {
    expect(timeline([at(0), at(0)], null, 10)).toMatchObject({ dated: 0, undated: 2, all: null, gaps: [] })
    expect(timeline([], null, 10)).toMatchObject({ dated: 0, undated: 0, all: null })
  })

  it('is made of the entries of all layers of the host, as they are now', async () => {
    const document = await opened(plainState([file('etc/a', 'a', { mtime: 1000 }), file('etc/b', 'b', { mtime: 500 })]))
    await document.openChain()
    const listed = () => timedEntries(document).map(({ address, mtime }) => [address, mtime])
    expect(listed().slice(0, 2)).toEqual([
      ['local.tgz!/etc/b', 500],
      ['local.tgz!/etc/a', 1000],
    ])
    expect(listed().some(([address]) => address === 'local.tgz')).toBe(true)
    document.setTime(await document.resolve('etc/b'), 2000)
    expect(listed()[1]).toEqual(['local.tgz!/etc/b', 2000])
  })
})
