import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hasAnyOf, newlinesAmong } from './byte-search'

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

it('line feeds of long runs are counted as one by one', () => {
  const long = Uint8Array.from({ length: 5000 }, (_, at) => (at % 7 === 0 || at > 3000 ? 10 : 0x8a))
  for (const from of [0, 1, 2, 3]) {
    const bytes = long.subarray(from)
    expect(newlinesAmong(bytes)).toBe(bytes.filter(byte => byte === 10).length)
  }
})

it('one of some bytes is found as one by one, wherever the bytes lie', () => {
  const sought = [0x00, 0x0b, 0x1f, 0x7f]
  fc.assert(fc.property(some, bytes => hasAnyOf(bytes, sought) === bytes.some(byte => sought.includes(byte))))
  expect(hasAnyOf(new Uint8Array(0), sought)).toBe(false)
})

it('a byte is found at the border of two pieces, and not beyond the end', () => {
  for (const at of [65_535, 65_536, 131_071]) {
    const bytes = new Uint8Array(131_080).fill(0x20)
    bytes[at] = 0x7f
    expect(hasAnyOf(bytes, [0x7f])).toBe(true)
    expect(hasAnyOf(bytes.subarray(0, at), [0x7f])).toBe(false)
    expect(hasAnyOf(bytes.subarray(at + 1), [0x7f])).toBe(false)
  }
})
