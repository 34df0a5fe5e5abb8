import { isIPv4 as isIPv4OfNode } from 'node:net'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bitsOf, isIPv4 } from './addresses'

it('an IPv4 address is what node:net takes for one', () => {
  const part = fc.oneof(fc.nat(300).map(String), fc.constantFrom('', '00', '01', '-1', '1e1', ' 1'))
  fc.assert(
    fc.property(fc.array(part, { minLength: 3, maxLength: 5 }), parts => {
      expect(isIPv4(parts.join('.'))).toBe(isIPv4OfNode(parts.join('.')))
    }),
  )
  fc.assert(fc.property(fc.ipV4(), address => isIPv4(address)))
  expect([bitsOf('0.0.1.2'), bitsOf('255.255.255.255')]).toEqual([258, -1])
})
