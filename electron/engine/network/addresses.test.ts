import { isIPv4 as isIPv4OfNode, isIPv6 as isIPv6OfNode } from 'node:net'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bitsOf, isIPv4, isIPv6, isNetmask } from './addresses'

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

it('an IPv6 address is what node:net takes for one', () => {
  const part = fc.oneof(
    fc.nat(0xffff).map(number => number.toString(16)),
    fc.constantFrom('', '', '0', '00001', 'g', '1.2.3.4', '1.2.3', ' 1', 'FFFF'),
  )
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 10 }), parts => {
      expect(isIPv6(parts.join(':'))).toBe(isIPv6OfNode(parts.join(':')))
    }),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(fc.ipV6(), address => {
      expect(isIPv6(address)).toBe(true)
    }),
  )
  for (const text of [
    '::',
    '::1',
    '1::',
    '1:2:3:4:5:6:7::',
    '::1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8',
    '1::2::3',
    ':::',
    ':1',
    '1:',
    '',
    '::1.2.3.4',
    '1.2.3.4::',
    '1:2:3:4:5:6:7:1.2.3.4',
  ])
    expect(isIPv6(text), text).toBe(isIPv6OfNode(text))
})

it('a netmask is one of the 32 with ones before zeros, and none without ones', () => {
  const maskOf = (prefix: number) =>
    [24, 16, 8, 0].map(shift => Math.floor((2 ** 32 - 2 ** (32 - prefix)) / 2 ** shift) % 256).join('.')
  const masks = Array.from({ length: 32 }, (_, index) => maskOf(index + 1))
  expect(masks.filter(isNetmask)).toEqual(masks)
  expect([masks.at(7), masks.at(-1), maskOf(0)]).toEqual(['255.0.0.0', '255.255.255.255', '0.0.0.0'])
  fc.assert(fc.property(fc.ipV4(), address => isNetmask(address) === masks.includes(address)))
  for (const other of ['', '255.255.255', '255.0.255.0', '255.255.255.1', '0.255.255.255', '/24'])
    expect(isNetmask(other)).toBe(false)
})
