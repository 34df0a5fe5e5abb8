// Model -> bytes, by the field tables of POSIX, RFC 1952 and formats.md rather than by the codecs under test.
import { createCipheriv } from 'node:crypto'
import { constants, crc32, deflateRawSync } from 'node:zlib'
import { deflateSync } from 'fflate'
import { assertNever } from '../../shared/model/assert-never'
import { fuzzKey } from './key'
import type { EnvelopeAttribute, EnvelopeNode, GzipHead, GzipNode, Node, TarNode, TarRecord } from './model'

const BLOCK = 512
const SECTOR = 4096
const assembled = new WeakMap<Node, Uint8Array>()

/** The bytes of a node; the same object for the same node. */
export function assemble(node: Node): Uint8Array {
  const known = assembled.get(node)
  if (known) return known
  const bytes = bytesOfNode(node)
  assembled.set(node, bytes)
  return bytes
}

function bytesOfNode(node: Node): Uint8Array {
  switch (node.kind) {
    case 'raw':
      return node.bytes
    case 'tar':
      return tarBytes(node)
    case 'gzip':
      return gzipBytes(node)
    case 'envelope':
      return envelopeBytes(node)
    default:
      return assertNever(node)
  }
}

function tarBytes({ records, trailer }: TarNode): Uint8Array {
  return Buffer.concat([...records.flatMap(recordBytes), trailer])
}

function recordBytes(record: TarRecord): Uint8Array[] {
  const data = assemble(record.data)
  const header = Buffer.from(record.header)
  if (record.size === 'right') header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  if (record.checksum !== 'as-is') {
    const sum = checksum(header, record.checksum === 'signed') + (record.checksum === 'wrong' ? 1 : 0)
    header.write(`${Math.max(0, sum).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  }
  return [header, data, record.gap ?? Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK)]
}

/** Of the first 512 bytes, with the checksum field as spaces. */
export function checksum(header: Uint8Array, signed: boolean): number {
  let sum = 8 * 0x20
  for (let index = 0; index < BLOCK; index++) {
    if (index >= 148 && index < 156) continue
    const byte = header[index] ?? 0
    sum += signed && byte > 127 ? byte - 256 : byte
  }
  return sum
}

function gzipBytes({ members, body, tail }: GzipNode): Uint8Array {
  const content = assemble(body)
  const step = Math.ceil(content.length / Math.max(1, members.length)) || 1
  const parts = members.flatMap((member, index) => {
    const piece = content.subarray(index * step, (index + 1) * step)
    return [gzipHeader(member), deflated(piece, member), gzipTrailer(piece, member)]
  })
  return Buffer.concat([...parts, tail])
}

function gzipHeader(head: GzipHead): Uint8Array {
  const { extra, name, comment, headerCrc } = head
  const set = (headerCrc ? 2 : 0) | (extra ? 4 : 0) | (name ? 8 : 0) | (comment ? 16 : 0)
  const fixed = Buffer.from([0x1f, 0x8b, 8, (head.flags | set) & 0xff, 0, 0, 0, 0, head.xfl & 0xff, head.os & 0xff])
  fixed.writeUInt32LE(head.mtime >>> 0, 4)
  const parts: Uint8Array[] = [fixed]
  if (extra) {
    const length = Buffer.alloc(2)
    length.writeUInt16LE((head.extraLength ?? extra.length) & 0xffff)
    parts.push(length, extra)
  }
  if (name) parts.push(name, Buffer.alloc(1))
  if (comment) parts.push(comment, Buffer.alloc(1))
  if (headerCrc) {
    const sum = Buffer.alloc(2)
    sum.writeUInt16LE((crc32(Buffer.concat(parts)) & 0xffff) ^ (headerCrc === 'right' ? 0 : 0x1234))
    parts.push(sum)
  }
  return Buffer.concat(parts)
}

const strategies = { fixed: constants.Z_FIXED, huffman: constants.Z_HUFFMAN_ONLY, rle: constants.Z_RLE } as const

function deflated(content: Uint8Array, { deflate, flips }: GzipHead): Uint8Array {
  const level = typeof deflate === 'number' ? Math.min(9, Math.max(0, deflate)) : null
  const packed =
    level === null || typeof deflate !== 'number'
      ? deflateRawSync(content, {
          strategy: strategies[deflate === 'fixed' || deflate === 'rle' ? deflate : 'huffman'],
        })
      : deflateSync(content, { level: level as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 })
  return flipped(packed, flips)
}

function gzipTrailer(content: Uint8Array, { crc, isizeOff }: GzipHead): Uint8Array {
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE((crc32(content) ^ (crc === 'right' ? 0 : 0x5a)) >>> 0, 0)
  trailer.writeUInt32LE((content.length + isizeOff) >>> 0, 4)
  return trailer
}

function envelopeBytes(node: EnvelopeNode): Uint8Array {
  const content = assemble(node.content)
  const header = envelopeHeader(node)
  const ivValue = node.attributes.find(one => one.name.toString() === ivName.toString())?.value
  const iv = ivValue && ivValue.length > 0 && ivValue.length <= 128 ? ivValue : Buffer.alloc(12)
  const padding = (SECTOR - (content.length % SECTOR)) % SECTOR
  const last = Buffer.alloc(SECTOR)
  last.write('DataTransformCryptoFooter', SECTOR - BLOCK, 'latin1')
  last.writeUInt32LE((node.padding ?? padding) >>> 0, SECTOR - 8)
  last.writeUInt32LE(2, SECTOR - 4)
  for (const [at, value] of node.cryptoPatches) last[at % SECTOR] = value
  const cipher = createCipheriv('aes-256-gcm', fuzzKey.key, iv, { authTagLength: 16 })
  cipher.setAAD(Buffer.concat([header, Buffer.from('ESXConfiguration')]))
  const sealed = Buffer.concat([cipher.update(Buffer.concat([content, Buffer.alloc(padding), last])), cipher.final()])
  const footer = Buffer.alloc(SECTOR)
  footer.write('DataTransformAeadFooter', 'latin1')
  footer.set(cipher.getAuthTag(), 32)
  if (node.tag === 'wrong') footer[32]! ^= 1
  footer.writeUInt32LE(16, SECTOR - 8)
  footer.writeUInt32LE(1, SECTOR - 4)
  for (const [at, value] of node.footerPatches) footer[at % SECTOR] = value
  return flipped(Buffer.concat([header, sealed, footer]), node.flips)
}

const ivName = Buffer.from('vmware.iv')

function envelopeHeader(node: EnvelopeNode): Uint8Array {
  const attributes = Buffer.concat(node.attributes.map(attributeBytes))
  const header = Buffer.alloc(Math.max(BLOCK, node.headerBytes))
  header.write('DataTransformEnvelope', 'latin1')
  header.writeUInt32LE((node.headerLength ?? header.length - BLOCK) >>> 0, 504)
  header.writeUInt32LE(node.version >>> 0, 508)
  header.set(attributes.subarray(0, header.length - BLOCK), BLOCK)
  return header
}

/** formats.md section 4: type, flag, two zeros, name with NUL, value; 0x0B ends in a NUL, 0x0C begins with its length. */
function attributeBytes({ type, flags, name, value, length }: EnvelopeAttribute): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(type & 0xff, ...flags), name, Buffer.alloc(1)]
  if (type === 0x0c) {
    const size = Buffer.alloc(8)
    size.writeBigUInt64LE(BigInt.asUintN(64, BigInt(Math.trunc(length ?? value.length))))
    parts.push(size)
  }
  parts.push(value)
  if (type === 0x0b) parts.push(Buffer.alloc(1))
  return Buffer.concat(parts)
}

/** A copy with single bits turned over, each given as a number that is taken modulo the length in bits. */
export function flipped(bytes: Uint8Array, bits: readonly number[]): Uint8Array {
  if (bits.length === 0 || bytes.length === 0) return bytes
  const copy = new Uint8Array(bytes)
  for (const bit of bits) {
    const at = bit % (copy.length * 8)
    copy[Math.floor(at / 8)]! ^= 1 << (at % 8)
  }
  return copy
}
