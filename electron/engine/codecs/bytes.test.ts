import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bytes, bytesOf, ChunkedBytes, concatBytes, equalBytes, inPieces, sha256Of, toUint8Array } from './bytes'

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

test('of what was let go only the ranges to keep can be read; what comes after is as it was', () => {
  const range = fc.tuple(fc.nat(300), fc.nat(40)).map(([start, length]) => ({ start, end: start + length }))
  fc.assert(
    fc.property(
      chunks,
      chunks,
      fc.array(fc.record({ end: fc.nat(300), keep: fc.array(range, { maxLength: 4 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
      (before, after, steps) => {
        const bytes = new ChunkedBytes()
        for (const chunk of before) bytes.append(chunk)
        const kept: boolean[] = Array.from({ length: bytes.length }, () => true)
        let settled = 0
        for (const { end, keep } of steps) {
          const until = bytes.letGo(end, keep)
          expect(until).toBeLessThanOrEqual(Math.max(settled, Math.min(end, bytes.length)))
          for (let at = settled; at < until; at++) kept[at] = keep.some(one => one.start <= at && at < one.end)
          settled = Math.max(settled, until)
        }
        for (const chunk of after) bytes.append(chunk)
        const joined = Buffer.concat([...before, ...after])
        expect(bytes.length).toBe(joined.length)
        for (let at = 0; at < joined.length; at++) {
          const read = () => bytes.read(at, at + 1)[0]
          if (kept[at] ?? true) expect(read()).toBe(joined[at])
          else expect(read).toThrow(expect.objectContaining({ code: 'INTERNAL' }))
        }
      },
    ),
  )
})

test('joining bytes on a disk with others leaves them there, and reads as one', () => {
  fc.assert(
    fc.property(chunks, chunks, chunks, fc.nat(1500), fc.nat(1500), (a, b, c, from, size) => {
      const disk = onDisk(bytesOf(...b))
      const joined = concatBytes([bytesOf(...a), disk, bytesOf(...c)])
      const whole = Buffer.concat([...a, ...b, ...c])
      expect(joined.isHeld).toBe(false)
      const start = Math.min(from, whole.length)
      const end = Math.min(start + size, whole.length)
      expect(hex(joined.read(start, end))).toBe(hex(whole.subarray(start, end)))
      expect(hex(toUint8Array(joined.slice(start, end)))).toBe(hex(whole.subarray(start, end)))
      expect(hex(Buffer.concat([...joined.chunks()]))).toBe(hex(whole))
    }),
  )
})

/** Bytes that say of themselves that they are not held. */
function onDisk(bytes: Bytes): Bytes {
  return {
    isHeld: false,
    length: bytes.length,
    read: (start, end) => bytes.read(start, end),
    slice: (start, end) => onDisk(bytes.slice(start, end)),
    chunks: () => bytes.chunks(),
  }
}

test('a range outside the bytes is refused, not clamped', () => {
  expect(() => bytesOf(new Uint8Array(4)).read(2, 5)).toThrow(RangeError)
  expect(() => bytesOf(new Uint8Array(4)).slice(3, 2)).toThrow(RangeError)
})

test('SHA-256 is that of FIPS 180-4 for "abc", however it is chunked', () => {
  const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(sha256Of(bytesOf(Buffer.from('a'), Buffer.from('bc')))).toBe(digest)
})
