// A file or device of the machine as a disk: raw, or a VMDK of the kinds that hold one disk whole. Opened for reading alone, and read where it
// is asked for: 8 GB take no memory. The trap: a VMDK names other files; they are looked for beside it, under plain names, and no link is
// followed.
import { lstat, open, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { DiskKind } from '../../../shared/model/disk'
import { type Bytes, concatBytes } from '../codecs/bytes'
import { type Limits, withinLimit } from '../codecs/limits'
import { sniff } from '../codecs/sniff'
import { deviceBytes, fileBytes } from '../files/file-bytes'
import { diskError, type DiskPlace } from './damage'
import { sizeByReading } from './device-size'
import { looksPartitioned } from './partitions/table'
import { DESCRIPTOR_START, type Extent, parseDescriptor } from './vmdk/descriptor'
import { zeros } from './vmdk/made-bytes'
import { isSparse, openSparse, type SparseExtent } from './vmdk/sparse'

/** Bytes of a file that are looked at before it is held for a disk. */
const HEAD = 1024

export interface DiskImage {
  readonly name: string
  readonly kind: Exclude<DiskKind, 'folder'>
  readonly bytes: Bytes
  /** Paths of the files that it is kept in, the one that was opened first. */
  readonly files: readonly string[]
  /** Path of the one file that is the disk byte by byte; null where there is none. */
  readonly plainFile: string | null
}

/** Opens a disk; null for any other file. Throws DISK_IMAGE, LIMIT, or the system's error. */
export async function openDiskImage(path: string, name: string, limits: Limits): Promise<DiskImage | null> {
  const facts = await stat(path)
  if (facts.isBlockDevice())
    return { name, kind: 'device', bytes: deviceBytes(path, name, sizeByReading), files: [path], plainFile: null }
  if (!facts.isFile()) return null
  const head = await headOf(path)
  const place = { disk: name, partition: null, start: 0 }
  if (isSparse(head)) return sparseDisk(path, openSparse(fileBytes(path, name), place, limits), place)
  if (Buffer.from(head.subarray(0, DESCRIPTOR_START.length)).toString('latin1') === DESCRIPTOR_START) {
    withinLimit(limits, 'descriptorBytes', facts.size, { layer: name })
    const file = fileBytes(path, name)
    return describedDisk(path, Buffer.from(file.read(0, file.length)).toString('latin1'), place, limits)
  }
  if (sniff(head).kind !== 'unknown') return null
  const bytes = fileBytes(path, name)
  return looksPartitioned(bytes) ? { name, kind: 'raw', bytes, files: [path], plainFile: path } : null
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function sparseDisk(
  path: string,
  { bytes, isCompressed, descriptor, descriptorAt }: SparseExtent,
  place: DiskPlace,
): DiskImage {
  // Only to refuse what is a part of a disk, or a snapshot: the extent itself is this file.
  const { extents } = parseDescriptor(descriptor, place, descriptorAt)
  if (extents.length > 1) {
    throw diskError(
      'DISK_IMAGE',
      place,
      'VMDK descriptor',
      descriptorAt,
      'this is one of several parts. Open the .vmdk that names them.',
    )
  }
  const kind = isCompressed ? 'vmdk-stream-optimized' : 'vmdk-sparse'
  return { name: place.disk, kind, bytes, files: [path], plainFile: null }
}

async function describedDisk(path: string, text: string, place: DiskPlace, limits: Limits): Promise<DiskImage> {
  const { extents } = parseDescriptor(text, place)
  if (extents.length === 0) throw diskError('DISK_IMAGE', place, 'VMDK descriptor', 0, 'it names no extents.')
  const parts: Bytes[] = []
  for (const extent of extents) parts.push(await extentBytes(path, extent, place, limits))
  const kind = extents.some(one => one.kind === 'sparse') ? 'vmdk-sparse' : 'vmdk-flat'
  const files = extents.filter(one => one.kind !== 'zero').map(({ file }) => join(dirname(path), file))
  const [only] = extents
  const isPlain = extents.length === 1 && only?.kind === 'flat' && only.offset === 0
  const plainFile = isPlain ? (files[0] ?? null) : null
  return { name: place.disk, kind, bytes: concatBytes(parts), files: [path, ...files], plainFile }
}

async function extentBytes(path: string, extent: Extent, place: DiskPlace, limits: Limits): Promise<Bytes> {
  if (extent.kind === 'zero') return zeros(extent.size)
  const wrong = (detail: string) => diskError('DISK_IMAGE', place, `extent ${extent.file}`, extent.offset, detail)
  const beside = join(dirname(path), extent.file)
  const facts = await lstat(beside).catch(() => null)
  if (!facts) throw wrong(`there is no such file beside ${basename(path)}. Copy it there.`)
  if (!facts.isFile()) throw wrong('it is not a regular file: links and devices are not followed.')
  const file = fileBytes(beside, extent.file)
  if (extent.kind === 'sparse') {
    const { bytes } = openSparse(file, { ...place, disk: extent.file }, limits)
    if (bytes.length < extent.size) throw wrong(`it holds ${bytes.length} bytes of the ${extent.size} that it should.`)
    return bytes.slice(0, extent.size)
  }
  if (extent.offset + extent.size > file.length) {
    throw wrong(`it has ${file.length} bytes; the extent should end at byte ${extent.offset + extent.size}.`)
  }
  return file.slice(extent.offset, extent.offset + extent.size)
}
