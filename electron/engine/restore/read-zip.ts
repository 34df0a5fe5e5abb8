// Reads a zip back from its bytes, by the central directory (APPNOTE.TXT 4.3), for the proof only: a reader that is not the
// writer's, with every CRC-32 and length checked. No 64-bit extension, no encryption: Bootbank writes neither.
import { crc32, inflateRawSync } from 'node:zlib'
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOf } from '../codecs/bytes'

export interface UnzippedFile {
  readonly name: string
  readonly content: Bytes
}

const END_SIGNATURE = 0x06054b50
const CENTRAL_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_BYTES = 22
const CENTRAL_BYTES = 46
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8

/** The files in the order of the central directory. Throws VERIFY_FAILED for anything that is not as it should be. */
export function readZip(zip: Bytes): readonly UnzippedFile[] {
  const end = zip.length - END_BYTES
  const tail = viewOf(zip, end, zip.length)
  if (tail.readUInt32LE(0) !== END_SIGNATURE) throw broken('has no end record', end)
  const files: UnzippedFile[] = []
  let at = tail.readUInt32LE(16)
  if (at + tail.readUInt32LE(12) !== end) throw broken('has a central directory of another length than it says', end)
  for (let count = tail.readUInt16LE(10); count > 0; count--) {
    const head = viewOf(zip, at, at + CENTRAL_BYTES)
    if (head.readUInt32LE(0) !== CENTRAL_SIGNATURE) throw broken('has a broken central directory', at)
    const nameLength = head.readUInt16LE(28)
    const rawName = viewOf(zip, at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength)
    files.push(readFile(zip, head, rawName))
    at += CENTRAL_BYTES + nameLength + head.readUInt16LE(30) + head.readUInt16LE(32)
  }
  if (at !== end) throw broken('has bytes after its central directory', at)
  return files
}

function readFile(zip: Bytes, head: Buffer, rawName: Buffer): UnzippedFile {
  const name = rawName.toString('utf8')
  const [crc, packed, size] = [head.readUInt32LE(16), head.readUInt32LE(20), head.readUInt32LE(24)]
  const start = head.readUInt32LE(42)
  const local = viewOf(zip, start, start + LOCAL_BYTES)
  const nameAt = start + LOCAL_BYTES
  const localName = viewOf(zip, nameAt, nameAt + local.readUInt16LE(26))
  if (local.readUInt32LE(0) !== LOCAL_SIGNATURE || !localName.equals(rawName)) {
    throw broken(`has another header for ${name} than its directory says`, start)
  }
  const dataAt = nameAt + local.readUInt16LE(26) + local.readUInt16LE(28)
  if (dataAt + packed > zip.length) throw broken(`ends within ${name}`, dataAt)
  const content = unpack(zip.slice(dataAt, dataAt + packed), head.readUInt16LE(10), size, name, dataAt)
  let actual = 0
  for (const chunk of content.chunks()) actual = crc32(chunk, actual)
  if (content.length !== size || actual !== crc) throw broken(`holds ${name} with a wrong CRC-32 or length`, dataAt)
  return { name, content }
}

function unpack(data: Bytes, method: number, size: number, name: string, offset: number): Bytes {
  if (method === STORED) return data
  if (method !== DEFLATED) throw broken(`holds ${name} packed by the unknown method ${method}`, offset)
  try {
    return bytesOf(inflateRawSync(data.read(0, data.length), { maxOutputLength: Math.max(1, size) }))
  } catch {
    throw broken(`holds ${name} with damaged data`, offset)
  }
}

function viewOf(zip: Bytes, start: number, end: number): Buffer {
  if (start < 0 || end > zip.length) throw broken('is cut off', Math.max(0, start))
  const bytes = zip.read(start, end)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

function broken(what: string, offset: number): BootbankError {
  return new BootbankError('VERIFY_FAILED', `The zip, read back, ${what} (byte ${offset}). It was not put in place.`, {
    offset,
  })
}
