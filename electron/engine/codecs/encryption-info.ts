// encryption.info (formats.md section 5): lines `name = "value"`. With mode NONE the key is in the file, obfuscated; with
// mode TPM it is sealed by the host's TPM and cannot be had offline.
import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { BootbankError } from '../../../shared/model/errors'
import type { Limits } from './limits'
import { withinLimit } from './limits'
import { displayName } from './names'

export interface EncryptionInfo {
  readonly mode: string
  /** All names and values in file order, names beginning with a dot included. */
  readonly values: ReadonlyMap<string, string>
}

/** A key of local.tgz.ve. */
export interface EnvelopeKey {
  /** UUID text, as in the envelope's `vmware.keyInfo`. */
  readonly keyId: string
  /** 32 bytes. */
  readonly key: Uint8Array
}

const OBFUSCATION = 'This is obfuscation, not encryption. If you want encryption, use TPM.'
/** What version 1 of the format fixes (formats.md section 5). */
export const ROUNDS = 100_000

/** Parses the file. Throws INFO_SYNTAX (naming the line) or LIMIT. */
export function parseEncryptionInfo(bytes: Uint8Array, limits: Limits): EncryptionInfo {
  withinLimit(limits, 'encryptionInfoBytes', bytes.length, { path: 'encryption.info' })
  const values = new Map<string, string>()
  const lines = Buffer.from(bytes).toString('utf8').split(/\r?\n/)
  let offset = 0
  for (const [index, line] of lines.entries()) {
    const match = /^\s*([^\s=]+)\s*=\s*"(.*)"\s*$/.exec(line)
    if (match) values.set(match[1]!, match[2]!)
    else if (line.trim() !== '' && !line.trimStart().startsWith('#')) {
      throw new BootbankError(
        'INFO_SYNTAX',
        `encryption.info: line ${index + 1} is not of the form name = "value" (byte ${offset}).`,
        {
          path: 'encryption.info',
          offset,
        },
      )
    }
    offset += Buffer.byteLength(line) + 1
  }
  const mode = values.get('mode')
  if (mode === undefined) {
    throw new BootbankError(
      'INFO_SYNTAX',
      'encryption.info: there is no mode in it, so it cannot be told where the key is.',
      {
        path: 'encryption.info',
      },
    )
  }
  return { mode, values }
}

/** The key of a file with mode NONE. Throws SEALED_TPM, INFO_MODE, INFO_VERSION or INFO_NO_KEY. Takes about 30 ms of another thread. */
export async function unlock(info: EncryptionInfo): Promise<EnvelopeKey> {
  const where = { path: 'encryption.info' }
  if (info.mode === 'TPM') {
    throw new BootbankError(
      'SEALED_TPM',
      'The key of this backup is sealed by the TPM of its host and cannot be had offline. Boot that host, or give a replaced one ' +
        'the recovery key (boot option encryptionRecoveryKey=…, listed by "esxcli system settings encryption recovery list" while the ' +
        'host runs). How the recovery key leads to the key of the backup is not known; who has that key itself, 32 bytes, can give it ' +
        'here. What lies outside the sealed layer is shown.',
      where,
    )
  }
  if (info.mode !== 'NONE') {
    throw new BootbankError(
      'INFO_MODE',
      `encryption.info: the mode "${displayName(Buffer.from(info.mode))}" is not known; NONE and TPM are.`,
      where,
    )
  }
  const data = info.values.get('ConfigEncData')
  const fields = new Map(
    (data ?? '').split(':').map(pair => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at), percentDecode(pair.slice(at + 1))] as const
    }),
  )
  const version = fields.get('version') ?? '1'
  if (version !== '1') {
    throw new BootbankError(
      'INFO_VERSION',
      `encryption.info: its key is of version "${displayName(Buffer.from(version))}"; only version 1 (PBKDF2 with ${ROUNDS.toLocaleString('en-US')} rounds) is known.`,
      where,
    )
  }
  const keyId = decodeBase64(fields.get('keyId'))
  const data1 = decodeBase64(fields.get('data1'))
  const data2 = decodeBase64(fields.get('data2'))
  if (!data || keyId.length !== 16 || data1.length === 0 || data2.length === 0) {
    throw new BootbankError(
      'INFO_NO_KEY',
      'encryption.info: its mode is NONE, but there is no complete key (ConfigEncData with keyId, data1 and data2) in it.',
      where,
    )
  }
  const password = Buffer.concat([data1, Buffer.from(OBFUSCATION, 'ascii')])
  return { keyId: uuidOf(keyId), key: await promisify(pbkdf2)(password, data2, ROUNDS, 32, 'sha256') }
}

/** A file with mode NONE around the key material; the inverse of parse and unlock. */
export function formatEncryptionInfo(material: {
  readonly keyId: Uint8Array
  readonly data1: Uint8Array
  readonly data2: Uint8Array
}): Uint8Array {
  const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '%3d')
  const data = `keyId=${encode(material.keyId)}:data1=${encode(material.data1)}:data2=${encode(material.data2)}:version=1`
  return Buffer.from(`.encoding = "UTF-8"\nincludeKeyCache = "FALSE"\nmode = "NONE"\nConfigEncData = "${data}"\n`)
}

function percentDecode(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function decodeBase64(text: string | undefined): Buffer {
  return Buffer.from(text ?? '', 'base64')
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
