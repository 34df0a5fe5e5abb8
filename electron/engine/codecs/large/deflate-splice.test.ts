import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bytes, bytesOf, concatBytes, sharedRuns, toUint8Array } from '../bytes'
import { deflate } from '../deflate'
import { BlockWalker } from './deflate-blocks'
import { spliceDeflate } from './deflate-splice'

const words = ['/adv/Misc/', 'HostName', ' = "', 'esx01', '"\n', 'vmnic0', '/net/pnic/child[0000]', 'true', 'false']

/** Content that compresses like configuration, with runs that do not compress at all (they become stored blocks). */
function contentOf(seed: number, length: number): Uint8Array {
  const out = Buffer.alloc(length)
  let state = seed + 1
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return state >>> 8
  }
  for (let at = 0; at < length; ) {
    const noise = next() % 40 === 0
    const size = noise ? 70_000 + (next() % 60_000) : 1
    if (noise) for (let index = 0; index < size && at < length; index++) out[at++] = next()
    else at += out.write(words[next() % words.length]!, at, 'latin1')
  }
  return out
}

const strategies = [
  ['level 1', (raw: Uint8Array) => deflateRawSync(raw, { level: 1 })],
  ['level 6', (raw: Uint8Array) => deflateRawSync(raw, { level: 6 })],
  ['level 9, small memory', (raw: Uint8Array) => deflateRawSync(raw, { level: 9, memLevel: 3 })],
  ['fixed codes', (raw: Uint8Array) => deflateRawSync(raw, { strategy: constants.Z_FIXED })],
  ['Huffman only', (raw: Uint8Array) => deflateRawSync(raw, { strategy: constants.Z_HUFFMAN_ONLY })],
  ['stored', (raw: Uint8Array) => deflateRawSync(raw, { level: 0 })],
] as const

test.each(strategies)('every block of a stream made with %s is found, to the last bit', (_, pack) => {
  const raw = contentOf(7, 900_000)
  const stream = pack(raw)
  const walker = new BlockWalker(bytesOf(stream.subarray(0, 400), stream.subarray(400)))
  while (!walker.done) walker.next()
  expect(walker.border.offset).toBe(raw.length)
  expect(Math.ceil(walker.border.bit / 8)).toBe(stream.length)
})

test('a truncated or malformed stream is refused, not walked for ever', () => {
  const stream = deflateRawSync(contentOf(3, 200_000))
  fc.assert(
    fc.property(
      fc.nat(stream.length - 1),
      fc.nat(stream.length - 1),
      fc.integer({ min: 1, max: 255 }),
      (cut, at, flip) => {
        const damaged = Buffer.from(stream.subarray(0, Math.max(1, cut)))
        damaged[at % damaged.length]! ^= flip
        const walker = new BlockWalker(bytesOf(damaged))
        try {
          for (let blocks = 0; !walker.done; blocks++) {
            walker.next()
            expect(blocks).toBeLessThan(10_000)
          }
        } catch (error) {
          expect(error).toMatchObject({ code: 'GZIP_DATA' })
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('whatever is cut, replaced, put in or appended, what is spliced inflates to the new content', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(1000),
      fc.constantFrom(...strategies),
      fc.array(
        fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat(50_000), add: fc.nat(40_000) }),
        { minLength: 1, maxLength: 3 },
      ),
      async (seed, [, pack], edits) => {
        const raw = contentOf(seed, 1_200_000)
        const base = bytesOf(raw.subarray(0, 500_000), raw.subarray(500_000))
        const places = edits.map(one => ({ ...one, at: Math.floor(one.at * raw.length) })).sort((a, b) => a.at - b.at)
        const parts: Bytes[] = []
        let from = 0
        for (const { at, drop, add } of places) {
          const start = Math.max(from, at)
          parts.push(base.slice(from, start), bytesOf(contentOf(seed + add, add)))
          from = Math.min(raw.length, start + drop)
        }
        parts.push(base.slice(from))
        const content = concatBytes(parts)
        const spliced = await spliceDeflate(content, sharedRuns(content, base), {
          content: base,
          stream: bytesOf(pack(raw)),
        })
        expect(inflateRawSync(toUint8Array(spliced)).equals(toUint8Array(content))).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})

test('one small change keeps nearly all compressed bytes and adds little', async () => {
  const raw = contentOf(11, 3_000_000)
  const base = bytesOf(raw)
  const old = await deflate(base)
  const content = concatBytes([base.slice(0, 1_500_000), bytesOf(Buffer.from('changed')), base.slice(1_500_100)])
  const spliced = await spliceDeflate(content, sharedRuns(content, base), { content: base, stream: old })
  expect(inflateRawSync(toUint8Array(spliced)).equals(toUint8Array(content))).toBe(true)
  const tail = toUint8Array(old).subarray(-100_000)
  expect(Buffer.compare(toUint8Array(spliced).subarray(-100_000), tail)).toBe(0)
  expect(Math.abs(spliced.length - old.length)).toBeLessThan(60_000)
})

test('the walk over the old stream tells how far it is, every 64 blocks, and can be cancelled there', async () => {
  const raw = contentOf(5, 1_500_000)
  const base = bytesOf(raw)
  const stream = bytesOf(deflateRawSync(raw, { level: 6, memLevel: 1 }))
  const blocks = () => {
    const walker = new BlockWalker(stream)
    let count = 0
    for (; !walker.done; count++) walker.next()
    return count
  }
  const content = concatBytes([bytesOf(Buffer.from('changed')), base.slice(100_000), bytesOf(Buffer.from('more'))])
  const runs = sharedRuns(content, base)
  const told: number[] = []
  const onProgress = (phase: string, done: number) => {
    if (phase.startsWith('Looking for what can stay')) told.push(done)
  }
  await spliceDeflate(content, runs, { content: base, stream }, { onProgress, label: 'local.tgz' })
  expect(blocks()).toBeGreaterThan(300)
  expect(told).toHaveLength(Math.floor(blocks() / 64))
  expect(told).toEqual([...told].sort((a, b) => a - b))

  const cancel = new AbortController()
  const cancelled = spliceDeflate(
    content,
    runs,
    { content: base, stream },
    {
      signal: cancel.signal,
      onProgress: phase => {
        if (phase.startsWith('Looking')) cancel.abort()
        else expect.fail(`${phase} although it was cancelled before`)
      },
    },
  )
  await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
})
