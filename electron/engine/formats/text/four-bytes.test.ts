import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hasAnyOf, newlinesAmong } from './four-bytes'

/** Bytes at any place of their buffer, mostly those that matter. */
const some = fc
  .tuple(
    fc.array(fc.oneof(fc.constantFrom(9, 10, 11, 0x1f, 0x20, 0x7e, 0x7f, 0x80, 0x8a, 0xff), fc.nat(255)), {
      maxLength: 40,
    }),
    fc.nat(7),
  )
  .map(([bytes, from]) => Uint8Array.from(bytes).subarray(Math.min(from, bytes.length)))

it('line feeds are counted as one by one, wherever the bytes lie', () => {
  fc.assert(fc.property(some, bytes => newlinesAmong(bytes) === bytes.filter(byte => byte === 10).length))
})

it('a byte of a table is found as one by one, wherever the bytes lie', () => {
  const table = Uint8Array.from({ length: 256 }, (_, byte) => (byte === 0x7f || (byte < 0x20 && byte !== 10) ? 1 : 0))
  fc.assert(fc.property(some, bytes => hasAnyOf(bytes, table) === bytes.some(byte => table[byte] === 1)))
  expect(hasAnyOf(new Uint8Array(0), table)).toBe(false)
})
