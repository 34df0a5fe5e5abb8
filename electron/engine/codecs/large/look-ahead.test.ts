import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { END, header, member } from '../../../../testing/archives/tar-blocks'
import { readContext } from '../../../../testing/archives/read-context'
import { GrowingBytes } from '../feed'
import { lookAhead } from './look-ahead'

const large = gzipSync(Buffer.alloc(2 * 1024 * 1024, 7), { level: 0 })
const inner = member({ name: 'local.tgz' }, large)
const small = (count: number) => Array.from({ length: count }, (_, at) => member({ name: `etc/${at}` }, 'x'))

/** All of the tar is there, and has ended unless said otherwise. */
function found(parts: readonly Uint8Array[], ended = true) {
  const tar = new GrowingBytes()
  for (const part of parts) tar.append(part)
  if (ended) tar.end()
  return lookAhead(tar, readContext())
}

test('the first large gzip is found by headers alone, before the tar around it is there', async () => {
  const before = small(3)
  const begun = inner.subarray(0, 4096)
  expect(await found([...before, begun], false)).toMatchObject({
    offset: 3 * 1024 + 512,
    length: large.length,
    context: { layer: 'local.tgz', inside: 'local.tgz!/' },
  })
})

test('after sixty-four members it is no longer looked for', async () => {
  expect(await found([...small(63), inner, END])).toMatchObject({ offset: 63 * 1024 + 512 })
  expect(await found([...small(64), inner, END])).toBeNull()
})

test.each([
  ['a header whose checksum is wrong', [header({ name: 'etc/x', checksum: () => '000000\0 ' }), inner, END]],
  ['an entry that is not a plain file', [member({ name: 'etc/', typeflag: '5' }), inner, END]],
  ['a size that is not a number', [header({ name: 'etc/x', size: 'many' }), inner, END]],
  ['the end', [...small(2), END]],
  ['a large file that is not a gzip', [member({ name: 'x' }, Buffer.alloc(3 * 1024 * 1024)), END]],
  ['a small gzip', [member({ name: 'x.gz' }, gzipSync('x')), END]],
])('%s is where looking ends', async (_, parts) => {
  expect(await found(parts)).toBeNull()
})

test('what ends before the inner gzip does is told by its own code when it is read', async () => {
  const ahead = await found([inner.subarray(0, 10_000)])
  await expect(
    (async () => {
      for await (const _ of ahead?.feed.stream(0) ?? []) void _
    })(),
  ).rejects.toMatchObject({ code: 'GZIP_TRUNCATED', where: { layer: 'local.tgz', offset: large.length } })
})
