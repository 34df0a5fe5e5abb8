// A built state.tgz, taken apart to its layers, changed in one of them and put together again with everything around it right: no
// checksum, tag or size gives the change away, so that only the comparison with the document can.
import { constants, crc32, deflateRawSync, gunzipSync } from 'node:zlib'
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { Budget } from '../../electron/engine/codecs/context'
import { type EnvelopeKey, parseEncryptionInfo, unlock } from '../../electron/engine/codecs/encryption-info'
import { openEnvelope, readEnvelopeHeader, sealEnvelope } from '../../electron/engine/codecs/envelope'
import { defaultLimits } from '../../electron/engine/codecs/limits'
import { info } from './small-backups'

export type Change = (bytes: Buffer) => Uint8Array

/** What is changed; each gets the bytes as they are stored there. */
export interface Changes {
  /** The outer tar, `local.tgz` or `local.tgz.ve` in it. */
  readonly outerTar?: Change
  /** `local.tgz.ve`, after it was sealed. */
  readonly sealed?: Change
  /** Its header, before it is sealed again under `key`. */
  readonly sealHeader?: Change
  readonly key?: EnvelopeKey
  /** The iv to seal with, without its first four bytes; a fresh one otherwise. */
  readonly iv?: Uint8Array
  /** `local.tgz`, which is also what the envelope holds. */
  readonly innerGzip?: Change
  readonly innerTar?: Change
}

export const smallKey: EnvelopeKey = await unlock(parseEncryptionInfo(info, defaultLimits))
const context = { layer: 'state.tgz', limits: defaultLimits, budget: new Budget(1e9), signal: undefined }
const same: Change = bytes => bytes

/** The bytes with one of them replaced. */
export const withByte =
  (at: number, value: number): Change =>
  bytes => {
    const copy = Buffer.from(bytes)
    copy[at] = value
    return copy
  }

/** The bytes with every bit of one of them turned over: what a cipher wrote may have any value already. */
export const withFlippedByte =
  (at: number): Change =>
  bytes =>
    withByte(at, (bytes[at] ?? 0) ^ 0xff)(bytes)

/** The first copy of a text replaced by another of the same length. */
export const withText =
  (text: string, by: string): Change =>
  bytes => {
    const at = bytes.indexOf(text, 0, 'latin1')
    if (at < 0 || by.length !== text.length) throw new Error(`${text} cannot be replaced by ${by}`)
    const copy = Buffer.from(bytes)
    copy.write(by, at, 'latin1')
    return copy
  }

/** Where the record of a member lies in a tar with short names, as busybox writes it. */
export interface Place {
  readonly name: string
  readonly start: number
  readonly data: number
  readonly size: number
  /** After the padding. */
  readonly end: number
}

/** The members in order; ends at the end blocks. */
export function placesOf(tar: Buffer): Place[] {
  const places: Place[] = []
  for (let start = 0; start + 512 <= tar.length && tar[start] !== 0; ) {
    const size = Number.parseInt(tar.toString('latin1', start + 124, start + 135), 8)
    const data = start + 512
    const end = data + Math.ceil(size / 512) * 512
    places.push({ name: tar.toString('latin1', start, start + 100).replace(/\0.*$/s, ''), start, data, size, end })
    start = end
  }
  return places
}

export function placeOf(tar: Buffer, name: string): Place {
  const found = placesOf(tar).find(place => place.name === name)
  if (!found) throw new Error(`${name} is not in the archive`)
  return found
}

/** The checksum of the header at `start` made right again. */
export function summed(tar: Buffer, start: number): Buffer {
  const copy = Buffer.from(tar)
  copy.fill(0x20, start + 148, start + 156)
  const sum = copy.subarray(start, start + 512).reduce((total, byte) => total + byte, 0)
  copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, start + 148, 'latin1')
  return copy
}

/** A member with another content: its size and padding are right. */
export function withContent(tar: Buffer, name: string, content: Uint8Array): Buffer {
  const { start, data, end } = placeOf(tar, name)
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512)
  const whole = Buffer.concat([tar.subarray(0, data), content, padding, tar.subarray(end)])
  whole.write(content.length.toString(8).padStart(11, '0'), start + 124, 'latin1')
  return summed(whole, start)
}

/** A gzip whose header has no optional fields, with another content. */
function regzipped(gzip: Buffer, content: Uint8Array): Buffer {
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc32(content), 0)
  trailer.writeUInt32LE(content.length, 4)
  const deflated = deflateRawSync(content, { level: constants.Z_BEST_SPEED })
  return Buffer.concat([gzip.subarray(0, 10), deflated, trailer])
}

function resealed(ve: Buffer, changes: Changes): Buffer {
  const header = readEnvelopeHeader(bytesOf(ve), context)
  const inner = Buffer.from(toUint8Array(openEnvelope(bytesOf(ve), header, smallKey, context)))
  const raw = (changes.sealHeader ?? same)(Buffer.from(header.raw))
  const { iv } = changes
  const fresh = iv ? { random: (length: number) => (length === iv.length ? iv : new Uint8Array(length)) } : {}
  const content = bytesOf(changedGzip(inner, changes))
  return Buffer.from(toUint8Array(sealEnvelope(content, { ...header, raw }, changes.key ?? smallKey, fresh)))
}

function changedGzip(gzip: Buffer, { innerTar, innerGzip = same }: Changes): Uint8Array {
  const tar = gunzipSync(gzip)
  return innerGzip(innerTar ? regzipped(gzip, innerTar(tar)) : gzip)
}

/** The file with the changes in it, everything around them right. */
export function wrongBuild(built: Uint8Array, changes: Changes): Uint8Array {
  const file = Buffer.from(built)
  let outer: Buffer = gunzipSync(file)
  const { innerTar, innerGzip, sealHeader, key, iv, sealed = same, outerTar = same } = changes
  const isInside = innerTar || innerGzip || sealHeader || key || iv || changes.sealed
  const [last] = placesOf(outer).filter(({ name }) => name.startsWith('local.tgz'))
  if (isInside && last) {
    const stored = outer.subarray(last.data, last.data + last.size)
    const inside =
      last.name === 'local.tgz'
        ? changedGzip(stored, changes)
        : sealed(innerTar || innerGzip || sealHeader || key || iv ? resealed(stored, changes) : Buffer.from(stored))
    outer = withContent(outer, last.name, inside)
  }
  return regzipped(file, outerTar(outer))
}

/** The inner tar of a plain build; null when it cannot be had. */
export function innerTarOf(built: Uint8Array): Buffer | null {
  try {
    const outer = gunzipSync(built)
    const { data, size } = placeOf(outer, 'local.tgz')
    return gunzipSync(outer.subarray(data, data + size))
  } catch {
    return null
  }
}
