// A key that somebody gives for an envelope which does not bring its own: as hex digits, as a file, or as the encryption.info of another
// place. Trap: it is a secret. No message here quotes what was given, and nothing keeps it but the memory of the open document.
import { BootbankError } from '../../../shared/model/errors'
import type { CodecContext } from './context'
import { type EnvelopeKey, parseEncryptionInfo, unlock } from './encryption-info'
import { type EnvelopeHeader, fitsKeyHash } from './envelope'
import type { Limits } from './limits'

/** A key without proof that it is the right one. */
export interface GivenKey {
  /** UUID text where the key came with one; null for bare bytes. */
  readonly keyId: string | null
  /** 32 bytes. */
  readonly key: Uint8Array
}

/** Bytes of an AES-256 key. */
export const KEY_BYTES = 32
/** Bytes of a file that may be digits, or an encryption.info that was taken for them. */
const TEXT_BYTES = 4096

/** A key of 64 hex digits, spaces around them aside. Throws KEY_FORMAT. */
export function keyOfHex(text: string): GivenKey {
  const digits = text.trim()
  if (/^[0-9a-f]{64}$/i.test(digits)) return { keyId: null, key: Buffer.from(digits, 'hex') }
  if (/^[0-9]{6}([-\s][0-9]{6}){15}$/.test(digits)) {
    throw new BootbankError(
      'KEY_FORMAT',
      'This is a recovery key, which the host takes at boot (encryptionRecoveryKey=…). How it leads to the key of the backup is not known, so it cannot be used here.',
    )
  }
  const isHex = /^[0-9a-f]*$/i.test(digits)
  const what = isHex ? `${digits.length} hex digits` : 'something else'
  throw new BootbankError('KEY_FORMAT', `A key is 64 hex digits (${KEY_BYTES} bytes); this is ${what}.`)
}

/** The key in a file: 32 bytes as they are, or 64 hex digits. Throws KEY_FORMAT. */
export function keyOfFile(bytes: Uint8Array): GivenKey {
  if (bytes.length === KEY_BYTES) return { keyId: null, key: Uint8Array.from(bytes) }
  const text = bytes.length <= TEXT_BYTES ? Buffer.from(bytes).toString('latin1') : ''
  if (/^[\s!-~]+$/.test(text)) {
    if (/^\s*mode\s*=/m.test(text))
      throw new BootbankError('KEY_FORMAT', 'The file is an encryption.info. Give it as one, not as a key.')
    return keyOfHex(text)
  }
  throw new BootbankError(
    'KEY_FORMAT',
    `A key file holds ${KEY_BYTES} bytes, or 64 hex digits as text; this one has ${bytes.length} bytes of something else.`,
  )
}

/** The key of an encryption.info with mode NONE. Throws INFO_*, SEALED_TPM where that one is sealed too, LIMIT. */
export async function keyOfInfo(bytes: Uint8Array, limits: Limits): Promise<GivenKey> {
  try {
    return await unlock(parseEncryptionInfo(bytes, limits))
  } catch (error) {
    if (!(error instanceof BootbankError) || error.code !== 'SEALED_TPM') throw error
    throw new BootbankError(
      'SEALED_TPM',
      'The encryption.info that was given has the mode TPM: its key is sealed by the TPM of a host, and there is none to take from it.',
      error.where,
    )
  }
}

/** The given key as the envelope names it. Throws KEY_WRONG, which says both names where both are known. */
export function fittingKey(header: EnvelopeHeader, given: GivenKey, { layer }: CodecContext): EnvelopeKey {
  const { keyId, key } = given
  if (keyId !== null && keyId.toLowerCase() !== header.keyInfo.toLowerCase())
    throw wrongKey(
      layer,
      `it was sealed with key ${header.keyInfo}, and this is key ${keyId}, of another host or of another time`,
    )
  if (fitsKeyHash(header, key) === false)
    throw wrongKey(layer, `it was sealed with key ${header.keyInfo}, and this one has another hash`)
  return { keyId: header.keyInfo, key }
}

/** The refusal of a key, with its reason as the end of a sentence. */
export function wrongKey(layer: string, why: string): BootbankError {
  return new BootbankError('KEY_WRONG', `The given key does not open ${layer}: ${why}. Nothing was changed.`, {
    layer,
    offset: 0,
  })
}
