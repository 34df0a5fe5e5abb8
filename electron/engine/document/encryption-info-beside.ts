// The encryption.info that belongs to a sealed layer: the one in the same archive (docs/formats.md section 5).
import { type EnvelopeKey, parseEncryptionInfo, unlock } from '../codecs/encryption-info'
import { defaultLimits } from '../codecs/limits'
import { BootbankError } from '../../../shared/model/errors'
import { ENCRYPTION_INFO_NAMES } from '../esx/paths'
import type { Entry } from './entry'
import type { Layer } from './layer'
import { plain } from './plain-name'

/** Bytes of an encryption.info that are looked at. */
const INFO_BYTES = 1024 * 1024

/** The entry in an archive; the last one wins, as on the host. Null where there is none. */
export function encryptionInfoIn(layer: Layer): Entry | null {
  return (
    layer.entries().findLast(({ kind, name }) => kind === 'file' && ENCRYPTION_INFO_NAMES.includes(plain(name))) ?? null
  )
}

/** The bytes of it, as far as they are looked at. */
export function encryptionInfoOf(layer: Layer): Uint8Array | null {
  const found = encryptionInfoIn(layer)
  if (!found) return null
  const content = found.layer.contentOf(found.slot)
  return content.read(0, Math.min(content.length, INFO_BYTES))
}

/** The key under which an edit has a layer sealed. Throws ENVELOPE_NO_KEY where its encryption.info was taken away since, INFO_*, SEALED_TPM. */
export function keyForSeal({ label, parentLayer }: Layer): Promise<EnvelopeKey> {
  const info = parentLayer && encryptionInfoOf(parentLayer)
  if (info) return unlock(parseEncryptionInfo(info, defaultLimits))
  throw new BootbankError(
    'ENVELOPE_NO_KEY',
    `${label} is to be sealed with the key of the encryption.info beside it, and that is not there. Take back what removed it.`,
    { layer: label },
  )
}
