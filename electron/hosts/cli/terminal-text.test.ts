import fc from 'fast-check'
import { expect, test } from 'vitest'
import { count, counted } from '../../../shared/text/count'

test('a count has the separators that en-US has', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), value => {
      expect(count(value)).toBe(value.toLocaleString('en-US'))
    }),
  )
  expect(counted(1, 'entry', 'entries')).toBe('1 entry')
  expect(counted(35_000, 'entry', 'entries')).toBe('35,000 entries')
})
