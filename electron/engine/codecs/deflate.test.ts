import { randomBytes } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bytesOf, sha256Of, toUint8Array } from './bytes'
import { deflate } from './deflate'
import { DeflateThreads } from './large/deflate-threads'

/** Text that compresses about as well as a host's files do. */
const text = Buffer.alloc(11 * 1024 * 1024 + 123)
for (let at = 0, state = 1; at < text.length; at++) {
  state = (state * 48_271) % 2_147_483_647
  text[at] = state % 5 < 3 ? 97 + (at % 7) : 97 + (state % 26)
}

describe('a large content, deflated side by side', () => {
  test('gives the same bytes by however many threads, and inflates to the content', async () => {
    const [none, one, three] = await Promise.all([0, 1, 3].map(threads => deflate(bytesOf(text), { threads })))
    expect(sha256Of(one!)).toBe(sha256Of(none!))
    expect(sha256Of(three!)).toBe(sha256Of(none!))
    expect(inflateRawSync(toUint8Array(three!)).equals(text)).toBe(true)
  })

  test('tells its progress in order, to the end', async () => {
    const seen: number[] = []
    await deflate(bytesOf(text), { threads: 2, onProgress: (_, done) => seen.push(done) })
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(text.length)
  })

  test('stops when it is cancelled', async () => {
    const controller = new AbortController()
    const onProgress = () => controller.abort()
    await expect(deflate(bytesOf(text), { threads: 2, signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
  })
})

test('what does not compress is stored, and takes hardly more room than it has; text between it is compressed', async () => {
  const random = randomBytes(3_000_000)
  const content = Buffer.concat([random, text.subarray(0, 3_000_000), random])
  const packed = toUint8Array(await deflate(bytesOf(content)))
  expect(inflateRawSync(packed).equals(content)).toBe(true)
  expect(packed.length).toBeLessThan(6_000_000 * 1.001 + 3_000_000 * 0.9)
  expect(toUint8Array(await deflate(bytesOf(random))).length).toBeLessThan(random.length * 1.0002)
})

test('more blocks than threads are all done, and threads really are at work', async () => {
  const threads = await DeflateThreads.start(2)
  try {
    expect(threads.width).toBe(2)
    const blocks = Array.from({ length: 9 }, (_, index) => text.subarray(index * 1000, index * 1000 + 900))
    const packed = await Promise.all(blocks.map(block => threads.deflate(block, { level: 6 })))
    expect(packed.map(one => inflateRawSync(one).toString())).toEqual(blocks.map(String))
    // One that could not be loaded would have ended meanwhile.
    expect(threads.width).toBe(2)
  } finally {
    await threads.close()
  }
})

test('what is begun when they are closed is given up', async () => {
  const threads = await DeflateThreads.start(1)
  const begun = [1, 2, 3].map(() => threads.deflate(text.subarray(0, 1_000_000), { level: 6 }))
  await threads.close()
  expect((await Promise.all(begun)).map(packed => packed.length)).toEqual([0, 0, 0])
})
