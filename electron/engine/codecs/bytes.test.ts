import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf, concatBytes, equalBytes, inPieces, sha256Of, toUint8Array } from './bytes'

const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 })
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('reads, views and chunks of any range equal those of the joined array', () => {
  fc.assert(
    fc.property(chunks, fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { maxLength: 20 }), (list, ranges) => {
      const joined = Buffer.concat(list)
      const bytes = bytesOf(...list)
      for (const [a, b] of ranges) {
        const start = Math.min(a, joined.length)
        const end = Math.min(start + b, joined.length)
        const view = bytes.slice(start, end)
        expect(hex(bytes.read(start, end))).toBe(hex(joined.subarray(start, end)))
        expect(hex(Buffer.concat([...view.chunks()]))).toBe(hex(joined.subarray(start, end)))
        expect(equalBytes(view, bytesOf(joined.subarray(start, end)))).toBe(true)
        const half = Math.floor(view.length / 2)
        expect(hex(toUint8Array(view.slice(half)))).toBe(hex(joined.subarray(start + half, end)))
      }
    }),
  )
})

test('joining and cutting into pieces keep every byte', () => {
  fc.assert(
    fc.property(chunks, chunks, fc.integer({ min: 1, max: 50 }), (a, b, size) => {
      const whole = concatBytes([bytesOf(...a), bytesOf(...b)])
      expect(hex(Buffer.concat([...inPieces(whole, size)]))).toBe(hex(Buffer.concat([...a, ...b])))
    }),
  )
})

test('a range outside the bytes is refused, not clamped', () => {
  expect(() => bytesOf(new Uint8Array(4)).read(2, 5)).toThrow(RangeError)
  expect(() => bytesOf(new Uint8Array(4)).slice(3, 2)).toThrow(RangeError)
})

test('SHA-256 is that of FIPS 180-4 for "abc", however it is chunked', () => {
  const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(sha256Of(bytesOf(Buffer.from('a'), Buffer.from('bc')))).toBe(digest)
})
