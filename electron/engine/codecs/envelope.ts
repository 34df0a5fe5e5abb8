// local.tgz.ve, the DataTransformEnvelope (formats.md section 4): header block, AES-256-GCM ciphertext, footer block.
// The header block is part of what the tag protects, so it is kept as bytes and only its iv is replaced when sealing again.
import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { BootbankError, type ErrorCode } from '../../../shared/model/errors'
import { type Bytes, bytesOf, bytesOfChunks, concatBytes, copyOf, inPieces, isZero } from './bytes'
import { type CodecContext, throwIfCancelled } from './context'
import type { EnvelopeKey } from './encryption-info'
import { withinLimit } from './limits'
import { displayName } from './names'

const MAGIC = Buffer.from('DataTransformEnvelope', 'ascii')
const CRYPTO_FOOTER = Buffer.from('DataTransformCryptoFooter', 'ascii')
const AEAD_FOOTER = Buffer.from('DataTransformAeadFooter', 'ascii')
const AAD_SUFFIX = Buffer.from('ESXConfiguration', 'ascii')
const BLOCK = 4096
const SECTOR = 512
const TAG_BYTES = 16
/** Where the tag stands in the footer block. */
const TAG_OFFSET = 32
const STRING = 0x0b
const BYTES = 0x0c

export interface EnvelopeAttribute {
  readonly name: string
  readonly type: number
  /** String value as UTF-8, bytes, or the raw little-endian number. */
  readonly value: Uint8Array
  /** Where the value begins in the header, bytes. */
  readonly valueOffset: number
}

export interface EnvelopeHeader {
  /** The whole header, associated data of the cipher. */
  readonly raw: Uint8Array
  readonly version: number
  readonly attributes: readonly EnvelopeAttribute[]
  readonly iv: Uint8Array
  /** Offset of the iv's bytes in `raw`. */
  readonly ivOffset: number
  /** UUID text of the key. */
  readonly keyInfo: string
  readonly cipherName: string
  /** SHA-256 of the cipher name followed by the key; null when the header has none. */
  readonly keyHash: Uint8Array | null
}

/** True for the envelope's magic. */
export function isEnvelope(head: Uint8Array): boolean {
  return head[0] === MAGIC[0] && head.length >= MAGIC.length && MAGIC.equals(head.subarray(0, MAGIC.length))
}

/** Reads the header block and its attributes. Throws ENVELOPE_TRUNCATED, ENVELOPE_HEADER, ENVELOPE_CIPHER or LIMIT. */
export function readEnvelopeHeader(sealed: Bytes, context: CodecContext): EnvelopeHeader {
  const { layer, limits } = context
  if (sealed.length < SECTOR) throw broken('ENVELOPE_TRUNCATED', layer, 'ends within its header', sealed.length)
  const first = sealed.read(0, SECTOR)
  const view = new DataView(first.buffer, first.byteOffset, SECTOR)
  const version = view.getUint32(508, true)
  const length = SECTOR + view.getUint32(504, true)
  if (version !== 2) throw broken('ENVELOPE_HEADER', layer, `has version ${version}; only 2 is known`, 508)
  withinLimit(limits, 'envelopeHeaderBytes', length, { layer, offset: 504 })
  if (length % BLOCK !== 0)
    throw broken('ENVELOPE_HEADER', layer, `has a header of ${length} bytes, no multiple of ${BLOCK}`, 504)
  if (length > sealed.length)
    throw broken('ENVELOPE_TRUNCATED', layer, `ends within its header of ${length} bytes`, sealed.length)
  const raw = copyOf(sealed.read(0, length))
  const attributes = readAttributes(raw, context)
  const named = (name: string, type: number) => attributes.find(one => one.name === name && one.type === type)
  const iv = named('vmware.iv', BYTES)
  const keyInfo = named('vmware.keyInfo', STRING)
  const cipher = named('vmware.cipherName', STRING)
  if (!iv || !keyInfo || !cipher) {
    throw broken('ENVELOPE_HEADER', layer, 'lacks one of vmware.iv, vmware.keyInfo, vmware.cipherName', SECTOR)
  }
  const cipherName = displayName(cipher.value)
  if (cipherName !== 'AES-256-GCM')
    throw broken(
      'ENVELOPE_CIPHER',
      layer,
      `uses the cipher "${cipherName}"; only AES-256-GCM is known`,
      cipher.valueOffset,
    )
  if (iv.value.length === 0 || iv.value.length > 128)
    throw broken('ENVELOPE_HEADER', layer, `has an iv of ${iv.value.length} bytes`, iv.valueOffset)
  return {
    raw,
    version,
    attributes,
    iv: iv.value,
    ivOffset: iv.valueOffset,
    keyInfo: displayName(keyInfo.value),
    cipherName,
    keyHash: named('vmware.keyHash', BYTES)?.value ?? null,
  }
}

/** Decrypts and authenticates; nothing of the content is given out before the tag has been checked. */
export function openEnvelope(sealed: Bytes, header: EnvelopeHeader, key: EnvelopeKey, context: CodecContext): Bytes {
  const { layer } = context
  const start = header.raw.length
  const end = sealed.length - BLOCK
  if (end - start < BLOCK || (end - start) % BLOCK !== 0) {
    throw broken(
      'ENVELOPE_TRUNCATED',
      layer,
      `has ${sealed.length} bytes; header, whole blocks of ${BLOCK} and a footer were expected`,
      sealed.length,
    )
  }
  checkKey(header, key, layer)
  const tag = readAeadFooter(sealed, end, layer)
  const decipher = createDecipheriv('aes-256-gcm', key.key, header.iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.concat([header.raw, AAD_SUFFIX]))
  decipher.setAuthTag(tag)
  const chunks: Uint8Array[] = []
  for (const piece of inPieces(sealed.slice(start, end), 1024 * 1024)) {
    throwIfCancelled(context.signal)
    chunks.push(decipher.update(piece))
  }
  try {
    chunks.push(decipher.final())
  } catch {
    throw broken(
      'ENVELOPE_TAG',
      layer,
      'fails its GCM tag: the data was changed, or was sealed with another key. It cannot be trusted and is not shown',
      end + TAG_OFFSET,
    )
  }
  const plain = bytesOfChunks(chunks)
  return plain.slice(0, contentLength(plain, layer))
}

export interface SealOptions {
  /** Source of the iv and the padding; for reproducible fixtures. The product always uses the default. */
  readonly random?: (length: number) => Uint8Array
}

/** Bytes of an iv that stay when a fresh one is made: the host's own name for itself, where it is there. */
export const ivPrefix = (iv: Uint8Array): number =>
  Buffer.from(iv.subarray(0, 4)).toString('latin1') === 'WMV_' ? 4 : 0

/** Seals the content under a header that was read: same key and attributes, a fresh iv (its first four bytes are kept), random padding. */
export function sealEnvelope(
  content: Bytes,
  header: EnvelopeHeader,
  key: EnvelopeKey,
  options: SealOptions = {},
): Bytes {
  const random = options.random ?? randomBytes
  const raw = copyOf(header.raw)
  const kept = ivPrefix(header.iv)
  raw.set(random(header.iv.length - kept), header.ivOffset + kept)
  const iv = raw.subarray(header.ivOffset, header.ivOffset + header.iv.length)
  const padding = (BLOCK - (content.length % BLOCK)) % BLOCK
  const last = Buffer.alloc(BLOCK)
  last.set(random(BLOCK - SECTOR))
  last.set(CRYPTO_FOOTER, BLOCK - SECTOR)
  last.writeUInt32LE(padding, BLOCK - 8)
  last.writeUInt32LE(2, BLOCK - 4)
  const plain = concatBytes([content, bytesOf(random(padding), last)])
  const cipher = createCipheriv('aes-256-gcm', key.key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.concat([raw, AAD_SUFFIX]))
  const sealed: Uint8Array[] = []
  for (const piece of inPieces(plain, 1024 * 1024)) sealed.push(cipher.update(piece))
  sealed.push(cipher.final())
  const footer = Buffer.alloc(BLOCK)
  footer.set(AEAD_FOOTER)
  footer.set(cipher.getAuthTag(), TAG_OFFSET)
  footer.writeUInt32LE(TAG_BYTES, BLOCK - 8)
  footer.writeUInt32LE(1, BLOCK - 4)
  return bytesOf(raw, ...sealed, footer)
}

/** A header as the host writes it, for a key: attributes iv, keyInfo, cipherName, keyHash in that order. */
export function newEnvelopeHeader(key: EnvelopeKey): EnvelopeHeader {
  const cipherName = 'AES-256-GCM'
  const iv = Buffer.concat([Buffer.from('WMV_'), Buffer.alloc(8)])
  const keyHash = hashOf(cipherName, key.key)
  const raw = Buffer.alloc(BLOCK)
  raw.set(MAGIC)
  raw.writeUInt32LE(BLOCK - SECTOR, 504)
  raw.writeUInt32LE(2, 508)
  const attributes: EnvelopeAttribute[] = []
  let at = SECTOR
  for (const [name, type, value] of [
    ['vmware.iv', BYTES, iv],
    ['vmware.keyInfo', STRING, Buffer.from(key.keyId)],
    ['vmware.cipherName', STRING, Buffer.from(cipherName)],
    ['vmware.keyHash', BYTES, keyHash],
  ] as const) {
    raw[at] = type
    at += 4 + raw.write(`${name}\0`, at + 4, 'latin1')
    if (type === BYTES) {
      raw.writeBigUInt64LE(BigInt(value.length), at)
      at += 8
    }
    attributes.push({ name, type, value, valueOffset: at })
    raw.set(value, at)
    at += value.length + (type === STRING ? 1 : 0)
  }
  return {
    raw,
    version: 2,
    attributes,
    iv,
    ivOffset: attributes[0]!.valueOffset,
    keyInfo: key.keyId,
    cipherName,
    keyHash,
  }
}

function readAttributes(raw: Uint8Array, context: CodecContext): readonly EnvelopeAttribute[] {
  const { layer, limits } = context
  const view = Buffer.from(raw.buffer, raw.byteOffset, raw.length)
  const attributes: EnvelopeAttribute[] = []
  let at = SECTOR
  while (at < view.length && view[at] !== 0) {
    withinLimit(limits, 'envelopeAttributes', attributes.length + 1, { layer, offset: at })
    const type = view[at]!
    const nameEnd = view.indexOf(0, at + 4)
    if (nameEnd < 0) throw broken('ENVELOPE_HEADER', layer, 'has an attribute name without end', at)
    const name = displayName(view.subarray(at + 4, nameEnd))
    let valueOffset = nameEnd + 1
    let length: number
    if (type === STRING) {
      const end = view.indexOf(0, valueOffset)
      if (end < 0) throw broken('ENVELOPE_HEADER', layer, `has a value of "${name}" without end`, valueOffset)
      length = end - valueOffset
      at = end + 1
    } else if (type === BYTES) {
      if (valueOffset + 8 > view.length) throw broken('ENVELOPE_HEADER', layer, `ends within "${name}"`, valueOffset)
      length = Number(view.readBigUInt64LE(valueOffset))
      valueOffset += 8
      at = valueOffset + length
    } else {
      length = numberBytes(type)
      if (length === 0) throw broken('ENVELOPE_HEADER', layer, `has "${name}" of unknown type ${type}`, at)
      at = valueOffset + length
    }
    if (at > view.length)
      throw broken('ENVELOPE_HEADER', layer, `has a value of "${name}" that reaches beyond the header`, valueOffset)
    attributes.push({ name, type, value: view.subarray(valueOffset, valueOffset + length), valueOffset })
  }
  return attributes
}

/** 0x01 to 0x08: unsigned and signed integers of 1, 2, 4, 8 bytes; 0x09 float, 0x0A double. */
function numberBytes(type: number): number {
  return [0, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8][type] ?? 0
}

function checkKey(header: EnvelopeHeader, key: EnvelopeKey, layer: string): void {
  if (header.keyInfo.toLowerCase() !== key.keyId.toLowerCase()) {
    throw broken(
      'ENVELOPE_KEY_ID',
      layer,
      `was sealed with key ${header.keyInfo}, but encryption.info holds key ${key.keyId}. They belong to different backups`,
      SECTOR,
    )
  }
  if (fitsKeyHash(header, key.key) === false) {
    throw broken(
      'ENVELOPE_KEY_HASH',
      layer,
      'does not match the key in encryption.info (wrong key hash). One of the two files is damaged or of another backup',
      attributeOffset(header, 'vmware.keyHash'),
    )
  }
}

/** Whether a key has the hash that the header names; null where it names none. */
export function fitsKeyHash({ keyHash, cipherName }: EnvelopeHeader, key: Uint8Array): boolean | null {
  return keyHash && sameBytes(keyHash, hashOf(cipherName, key))
}

function hashOf(cipherName: string, key: Uint8Array): Buffer {
  return createHash('sha256').update(cipherName, 'ascii').update(key).digest()
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

function attributeOffset(header: EnvelopeHeader, name: string): number {
  return header.attributes.find(one => one.name === name)?.valueOffset ?? SECTOR
}

function readAeadFooter(sealed: Bytes, at: number, layer: string): Uint8Array {
  const footer = sealed.read(at, at + BLOCK)
  const view = new DataView(footer.buffer, footer.byteOffset, BLOCK)
  if (!AEAD_FOOTER.equals(footer.subarray(0, AEAD_FOOTER.length))) {
    throw broken(
      'ENVELOPE_FOOTER',
      layer,
      'has no footer (DataTransformAeadFooter) in its last block. The file was cut off or changed',
      at,
    )
  }
  if (view.getUint32(4092, true) !== 1 || view.getUint32(4088, true) !== TAG_BYTES) {
    throw broken('ENVELOPE_FOOTER', layer, 'has a footer of unknown version or tag length', at + 4088)
  }
  return footer.subarray(TAG_OFFSET, TAG_OFFSET + TAG_BYTES)
}

/** True when what a footer block does not use is zero, as every writer leaves it. The tag does not protect it. */
export function hasEmptyFooter(sealed: Bytes): boolean {
  const footer = sealed.read(Math.max(0, sealed.length - BLOCK), sealed.length)
  return (
    isZero(footer.subarray(AEAD_FOOTER.length, TAG_OFFSET)) && isZero(footer.subarray(TAG_OFFSET + TAG_BYTES, 4088))
  )
}

/** Plaintext less the last block and the padding that its crypto footer names. */
function contentLength(plain: Bytes, layer: string): number {
  const footer = plain.read(plain.length - SECTOR, plain.length)
  const view = new DataView(footer.buffer, footer.byteOffset, SECTOR)
  const padding = view.getUint32(504, true)
  const length = plain.length - BLOCK - padding
  if (
    !CRYPTO_FOOTER.equals(footer.subarray(0, CRYPTO_FOOTER.length)) ||
    view.getUint32(508, true) !== 2 ||
    length < 0
  ) {
    throw broken('ENVELOPE_FOOTER', layer, 'has a crypto footer that cannot be read', plain.length - SECTOR)
  }
  return length
}

function broken(code: ErrorCode, layer: string, what: string, offset: number): BootbankError {
  return new BootbankError(code, `${layer}: the envelope ${what} (byte ${offset}).`, { layer, offset })
}
