// Findings of the fuzzer about the walker; that it agrees with zlib on sound streams is tested with the splices made by it.
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bytesOf } from '../bytes'
import { BlockWalker } from './deflate-blocks'

test('a block that ends too early is an error, also where the zeros after its end read as matches for ever', () => {
  const whole = deflateRawSync(Buffer.alloc(300_000))
  for (let length = 1; length < whole.length; length++) {
    const walker = new BlockWalker(bytesOf(whole.subarray(0, length)))
    expect(() => {
      while (!walker.done) walker.next()
    }).toThrow(expect.objectContaining({ code: 'GZIP_DATA' }))
  }
})
