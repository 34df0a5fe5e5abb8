import fc from 'fast-check'
import { expect, it } from 'vitest'
import { confValueType } from './value-type'

it.each([
  ['true', 'boolean'],
  ['FALSE', 'boolean'],
  ['yes', 'text'],
  ['0', 'number'],
  ['-1.5', 'number'],
  ['0x1F', 'number'],
  ['1e5', 'text'],
  ['00:50:56:01:02:ff', 'mac'],
  ['00:50:56:01:02', 'text'],
  ['192.0.2.1', 'ip'],
  ['192.0.2.0/24', 'ip'],
  ['256.0.2.1', 'text'],
  ['7.0.2', 'text'],
  ['::', 'ip'],
  ['2001:db8::1/64', 'ip'],
  ['::ffff:192.0.2.1', 'ip'],
  ['1::2::3', 'text'],
  ['000:02.0', 'text'],
  ['4c4c4544-0042-3510-8052-b4c04f564d31', 'uuid'],
  ['5f0c2b7a-1d2e3f40-9a8b-0050569a1b2c', 'uuid'],
  ['', 'text'],
  ['1'.repeat(100), 'text'],
] as const)('%j is %s', (value, type) => expect(confValueType(value)).toBe(type))

it('knows every address', () => {
  fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), address => confValueType(address) === 'ip'))
})
