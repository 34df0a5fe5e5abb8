import { expect, it } from 'vitest'
import { isGivenUp, matchesPattern } from './schema-pattern'

it('a pattern that does not end is given up after its trials and is not a constraint; others go on', () => {
  const endless = '^(a+)+$'
  expect(matchesPattern(`${'a'.repeat(60)}!`, endless)).toBe(true)
  expect(isGivenUp(endless)).toBe(true)
  expect(matchesPattern('!', endless)).toBe(true)
  expect(matchesPattern('!', '^[[:alnum:]]+$')).toBe(false)
  expect(matchesPattern('a1', '^[[:alnum:]]+$')).toBe(true)
  expect(isGivenUp('^[[:alnum:]]+$')).toBe(false)
})

it('what is not a pattern is not a constraint', () => {
  expect(matchesPattern('x', '(')).toBe(true)
})
