// Archives that are small and claim, or become, much more. They cost little to make: a block of deflated zeros that ends at a byte
// border is repeated as often as wanted.
import { closeSync, openSync, writeSync } from 'node:fs'
import { constants, deflateRawSync, gzipSync } from 'node:zlib'
import { base256, END, header, member } from '../archives/tar-blocks'

const BLOCK = 64 * 1024 * 1024
const flushed = (bytes: Uint8Array) => deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH })
const stored = (bytes: Uint8Array) => gzipSync(bytes, { level: 0 })

/** A tgz of one file of zeros: `gibibytes` GiB out of about as many MiB. Its checksum is wrong, which nobody should get to see. */
export function bomb(gibibytes: number): Buffer {
  const size = gibibytes * 1024 ** 3
  const zeros = flushed(Buffer.alloc(BLOCK))
  return Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3]),
    flushed(header({ name: 'etc/zeros', magic: 'gnu', size: base256(size, 12) })),
    ...Array.from({ length: size / BLOCK }, () => zeros),
    Buffer.from([3, 0]),
    Buffer.alloc(8),
  ])
}

/** The bytes in an archive in an archive, neither of them compressed: the third layer. */
export function thirdLayer(inner: Uint8Array): Buffer {
  const local = stored(tar(member({ name: 'local.tgz', magic: 'gnu' }, inner)))
  const state = stored(tar(member({ name: 'state.tgz', magic: 'gnu' }, local)))
  return state
}

/** 65 MB out of 10 kB in three layers, none of which is inflated beyond 250 times its size. */
export function gentleBomb(): Buffer {
  // Noise between the zeros keeps the ratio down.
  const page = Buffer.alloc(64 * 1024)
  const noise = Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 2_654_435_761) % 251))
  page.set(noise)
  const layer = (name: string, inner: Uint8Array) => gzipSync(tar(member({ name, magic: 'gnu' }, inner)))
  const innermost = gzipSync(
    tar(member({ name: 'etc/zeros', magic: 'gnu' }, Buffer.concat(Array.from({ length: 1000 }, () => page)))),
  )
  return layer('state.tgz', layer('local.tgz', innermost))
}

/** gzip in gzip, so often. */
export function nestedGzip(times: number): Buffer {
  let bytes: Buffer = Buffer.from('at last')
  for (let depth = 0; depth < times; depth++) bytes = stored(bytes)
  return bytes
}

/** An archive in an archive of the same name, so often. */
export function nestedArchives(times: number): Buffer {
  let bytes: Buffer = stored(tar(member({ name: 'leaf', magic: 'gnu' }, 'at last')))
  for (let depth = 0; depth < times; depth++) bytes = stored(tar(member({ name: 'state.tgz', magic: 'gnu' }, bytes)))
  return bytes
}

/** A tar of so many empty files, written piece by piece. */
export function writeEmptyEntries(path: string, count: number): void {
  const handle = openSync(path, 'w')
  const piece = Buffer.concat(Array.from({ length: 1000 }, () => header({ name: 'e', magic: 'gnu' })))
  for (let written = 0; written < count; written += 1000) {
    writeSync(handle, piece, 0, Math.min(1000, count - written) * 512)
  }
  writeSync(handle, END)
  closeSync(handle)
}

/** The records as a tar. */
export function tar(...records: readonly Uint8Array[]): Buffer {
  return Buffer.concat([...records, END])
}
