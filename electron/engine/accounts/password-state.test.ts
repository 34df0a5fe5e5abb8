import { expect, it } from 'vitest'
import { holdsHash, passwordState } from './password-state'

it.each([
  ['', 'empty', false],
  ['x', 'locked', false],
  ['*', 'locked', false],
  ['!!', 'locked', false],
  ['*LK*', 'locked', false],
  ['LK', 'locked', false],
  ['NP', 'locked', false],
  ['!$6$salt$hash', 'locked', true],
  ['$6$salt$hash', 'set', true],
  ['xyz', 'set', true],
] as const)('%s is %s', (field, state, hash) => {
  expect([passwordState(field), holdsHash(field)]).toEqual([state, hash])
})
