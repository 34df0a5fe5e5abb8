// A large backup that is opened for a listing lets go of what it has passed. What is found must not depend on it: the same entries,
// the same facts, the same problems, whatever is damaged.
import { randomBytes } from 'node:crypto'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { END, member } from '../../../../testing/archives/tar-blocks'
import { BootbankError } from '../../../../shared/model/errors'
import { layerFindings } from '../../checks/findings'
import { Document } from '../../document/document'
import { bytesOf } from '../bytes'

const MiB = 1024 * 1024
/** More than what is kept for the reader of the inner layer. */
const noise = randomBytes(5 * MiB)
/** Stored, so that a damaged byte is one of the content. */
const stored = (bytes: Uint8Array) => gzipSync(bytes, { level: 0 })

const small = gzipSync('a manual page\n'.repeat(900))
const files = [
  member({ name: 'etc/first' }, noise.subarray(0, 1000)),
  member({ name: 'usr/manual.gz' }, small),
  member({ name: 'usr/nested.tgz' }, gzipSync(Buffer.concat([member({ name: 'in/side' }, 'x'), END]))),
  member({ name: 'usr/broken.gz' }, small.subarray(0, 100)),
  member({ name: 'usr/noise' }, noise),
  member({ name: 'usr/more' }, noise.subarray(5)),
  member({ name: 'usr/most' }, noise.subarray(9)),
  member({ name: 'etc/last' }, 'the end'),
]
const local = gzipSync(Buffer.concat([...files, END]), { level: 1 })
const stateOf = (inner: Uint8Array) =>
  stored(Buffer.concat([member({ name: 'encryption.info' }, 'x'), member({ name: 'local.tgz' }, inner), END]))

/** Everything that a listing shows. */
async function listed(file: Uint8Array, listing: boolean) {
  const lines: unknown[] = []
  try {
    const document = await Document.open(bytesOf(file), { name: 'state.tgz', listing })
    const problems = await document.visitAll({
      layer: layer => lines.push([layer.label, layer.opens, layerFindings(layer), layer.problem?.message]),
      entry: ({ address, kind, size, mode, mtime, opens, problem, headerOffset, dataOffset }) =>
        lines.push([address, kind, size, mode, mtime, opens, problem?.message, headerOffset, dataOffset]),
    })
    return { lines, problems: problems.map(({ error, structural }) => [error.message, structural]) }
  } catch (error) {
    return { lines, problems: [error instanceof BootbankError ? error.message : String(error)] }
  }
}

function flipped(bytes: Uint8Array, at: number): Buffer {
  const damaged = Buffer.from(bytes)
  damaged[at]! ^= 0x10
  return damaged
}

describe('a listing finds what opening for good finds', () => {
  const late = Math.floor(local.length * 0.9)
  test.each<readonly [string, Uint8Array]>([
    ['in a sound backup', stateOf(local)],
    ['in a bundle around it', stored(Buffer.concat([member({ name: 'state.tgz' }, stateOf(local)), END]))],
    ['in a backup whose inner layer is the whole file', local],
    ['when the inner layer is damaged late', stateOf(flipped(local, late))],
    ['when the inner layer is damaged at its end', stateOf(flipped(local, local.length - 6))],
    ['when the inner layer is cut off', stateOf(local.subarray(0, late))],
    ['when bytes follow the inner layer', stateOf(Buffer.concat([local, Buffer.alloc(9 * MiB, 7)]))],
    ['when the inner layer has two members', stateOf(Buffer.concat([local, stored(noise)]))],
    ['when a later member is damaged', stateOf(Buffer.concat([local, flipped(stored(noise), MiB)]))],
    ['when the outer layer is damaged', flipped(stateOf(local), 2 * MiB)],
    ['when the outer layer is cut off', stateOf(local).subarray(0, 5 * MiB)],
    ['when the file itself is damaged and holds the tar', flipped(local, late)],
    ['when the inner layer is not a tar', stateOf(gzipSync(Buffer.concat([noise, noise]), { level: 1 }))],
    [
      'when there are two large layers',
      stored(Buffer.concat([member({ name: 'local.tgz' }, local), member({ name: 'old.tgz' }, local), END])),
    ],
  ])('%s', async (_, file) => {
    expect(await listed(file, true)).toEqual(await listed(file, false))
  })
})

test('what a listing lets go of cannot be read, and says so; what opens as a layer can', async () => {
  const document = await Document.open(bytesOf(stateOf(local)), { name: 'state.tgz', listing: true })
  const inner = await document.openLayer(document.root.entryNamed('local.tgz')!)
  const read = (name: string) => {
    const content = document.content(inner.entryNamed(name)!)
    return content.read(0, content.length)
  }
  expect(() => read('etc/first')).toThrow(expect.objectContaining({ code: 'INTERNAL' }))
  expect(Buffer.from(read('usr/manual.gz')).equals(small)).toBe(true)
  const key = document.content(document.root.entryNamed('encryption.info')!)
  expect(Buffer.from(key.read(0, key.length)).toString()).toBe('x')
})

test('a layer that is damaged only for the decoder is found by the listing as well', async () => {
  // A deflate stream that ends in a reserved block type: all content comes out before the damage is met.
  const content = Buffer.concat([...files, END])
  const open = deflateRawSync(content, { level: 1, finishFlush: 2 })
  const damaged = Buffer.concat([local.subarray(0, 10), open, Buffer.from([0x07])])
  const found = await listed(stateOf(damaged), true)
  expect(found).toEqual(await listed(stateOf(damaged), false))
  expect(JSON.stringify(found.problems)).toContain('damaged')
})
