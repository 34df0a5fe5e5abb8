// Where a date stands between the two of a certificate: the words and the bar are made of this.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { validityOf } from './validity'

const day = 86_400_000
const from = Date.parse('2026-01-01T00:00:00Z')
const to = Date.parse('2026-04-11T00:00:00Z')
const dates = { notBefore: new Date(from).toISOString(), notAfter: new Date(to).toISOString() }

it.each([
  ['half of the time', from + 50 * day, { state: 'soon', days: 50, share: 0.5 }],
  ['more than 60 days before the end', from + 39 * day, { state: 'valid', days: 61, share: 0.39 }],
  ['the first moment', from, { state: 'valid', days: 100, share: 0 }],
  ['the last moment', to, { state: 'soon', days: 0, share: 1 }],
  ['a second after the end', to + 1000, { state: 'expired', days: 0, share: 1 }],
  ['a week after the end', to + 7 * day, { state: 'expired', days: 7, share: 1 }],
  ['a day and a half before the begin', from - 1.5 * day, { state: 'early', days: 1, share: 0 }],
])('at %s', (_, now, expected) => {
  expect(validityOf(dates, now)).toEqual(expected)
})

it('without a date that can be read there is no bar', () => {
  expect(validityOf({ notBefore: null, notAfter: dates.notAfter }, from)).toEqual({ state: 'undated' })
  expect(validityOf({ notBefore: dates.notBefore, notAfter: 'never' }, from)).toEqual({ state: 'undated' })
})

it('the bar is never shorter than nothing or longer than all, and grows with time', () => {
  const time = fc.integer({ min: 0, max: 4_000_000_000 }).map(seconds => seconds * 1000)
  fc.assert(
    fc.property(time, time, time, time, (a, b, one, other) => {
      const view = {
        notBefore: new Date(Math.min(a, b)).toISOString(),
        notAfter: new Date(Math.max(a, b)).toISOString(),
      }
      const shares = [Math.min(one, other), Math.max(one, other)].map(now => {
        const found = validityOf(view, now)
        return found.state === 'undated' ? Number.NaN : found.share
      })
      const [earlier = Number.NaN, later = Number.NaN] = shares
      expect([earlier >= 0, earlier <= later, later <= 1]).toEqual([true, true, true])
    }),
  )
})
