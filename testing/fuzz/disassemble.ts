// Bytes -> model, for the corpus: the seeds are sound, so this reader may be simple. What it does not understand stays raw.
import { gunzipSync } from 'node:zlib'
import { type Bytes, bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { Budget } from '../../electron/engine/codecs/context'
import { isEnvelope, openEnvelope, readEnvelopeHeader } from '../../electron/engine/codecs/envelope'
import { defaultLimits } from '../../electron/engine/codecs/limits'
import { fuzzKey } from './key'
import { type EnvelopeNode, gzipOf, type Node, raw, type TarNode, type TarRecord } from './model'

const BLOCK = 512

/** The layers of a sound file. Trailing bytes after a gzip are dropped; a layer that cannot be read is raw. */
export function disassemble(bytes: Uint8Array): Node {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      return gzipOf(disassemble(gunzipSync(bytes)))
    } catch {
      return raw(bytes)
    }
  }
  if (isEnvelope(bytes)) return envelopeNode(bytesOf(bytes)) ?? raw(bytes)
  return tarNode(bytes) ?? raw(bytes)
}

function tarNode(bytes: Uint8Array): TarNode | null {
  const records: TarRecord[] = []
  let at = 0
  while (at + BLOCK <= bytes.length && bytes[at] !== 0) {
    const header = bytes.subarray(at, at + BLOCK)
    const stored = octal(header.subarray(148, 156))
    if (stored === null || stored !== unsignedSum(header)) break
    const size = octal(header.subarray(124, 136))
    if (size === null) return null
    const blocks = header[156] === 0x53 ? sparseBlocks(bytes, at) : 0
    const data = at + BLOCK * (1 + blocks)
    if (data + size > bytes.length) return null
    records.push({
      header: bytes.subarray(at, data),
      data: disassemble(bytes.subarray(data, data + size)),
      size: 'right',
      checksum: 'unsigned',
      gap: null,
    })
    at = data + Math.ceil(size / BLOCK) * BLOCK
  }
  return records.length > 0 ? { kind: 'tar', records, trailer: bytes.subarray(Math.min(at, bytes.length)) } : null
}

/** Extension blocks of an old GNU sparse header. */
function sparseBlocks(bytes: Uint8Array, header: number): number {
  let count = 0
  for (let flag = header + 482; bytes[flag] === 1; flag = header + BLOCK * count + 504) count++
  return count
}

function unsignedSum(header: Uint8Array): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0)
}

function octal(field: Uint8Array): number | null {
  const digits = /^ *([0-7]+)[ \0]*$/.exec(Buffer.from(field).toString('latin1'))
  return digits ? Number.parseInt(digits[1] ?? '', 8) : null
}

function envelopeNode(sealed: Bytes): EnvelopeNode | null {
  const context = { layer: 'seed', limits: defaultLimits, budget: new Budget() }
  const header = readEnvelopeHeader(sealed, context)
  if (header.keyInfo !== fuzzKey.keyId) return null
  return {
    kind: 'envelope',
    attributes: header.attributes.map(({ type, name, value }) => ({
      type,
      flags: new Uint8Array(3),
      name: Buffer.from(name, 'latin1'),
      value,
      length: null,
    })),
    headerBytes: header.raw.length,
    headerLength: null,
    version: header.version,
    content: disassemble(toUint8Array(openEnvelope(sealed, header, fuzzKey, context))),
    padding: null,
    cryptoPatches: [],
    footerPatches: [],
    tag: 'right',
    flips: [],
  }
}
