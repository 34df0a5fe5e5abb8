// Taking an envelope off: with the key that lies beside it, else with one that was given for this document.
import { BootbankError } from '../../../shared/model/errors'
import { isLocked } from '../../../shared/model/locked'
import type { Bytes } from '../codecs/bytes'
import type { CodecContext } from '../codecs/context'
import { type EnvelopeKey, parseEncryptionInfo, ROUNDS, unlock } from '../codecs/encryption-info'
import { type EnvelopeHeader, openEnvelope } from '../codecs/envelope'
import { fittingKey, type GivenKey, wrongKey } from '../codecs/given-key'
import { withinLimit } from '../codecs/limits'

/** What an envelope is opened by. */
export interface KeySources {
  /** Bytes of the encryption.info that belongs to it, wherever that is; null when there is none. */
  readonly encryptionInfo: () => Uint8Array | null
  /** Keys that were given, for what its own encryption.info does not open. */
  readonly keys: readonly GivenKey[]
}

export interface Unsealed {
  readonly key: EnvelopeKey
  readonly content: Bytes
}

/** Throws why its own key is not to be had, KEY_WRONG where keys were given and none fits, ENVELOPE_* for damage, LIMIT. */
export async function openSeal(
  sealed: Bytes,
  header: EnvelopeHeader,
  sources: KeySources,
  context: CodecContext,
): Promise<Unsealed> {
  try {
    const key = await keyBeside(sources, context)
    return { key, content: openEnvelope(sealed, header, key, context) }
  } catch (error) {
    if (!(error instanceof BootbankError) || !isLocked(error) || sources.keys.length === 0) throw error
  }
  return openWithGiven(sealed, header, sources.keys, context)
}

/** Tries the given keys, one after the other. Throws the refusal of the last. */
function openWithGiven(
  sealed: Bytes,
  header: EnvelopeHeader,
  keys: readonly GivenKey[],
  context: CodecContext,
): Unsealed {
  let refusal: BootbankError | null = null
  for (const given of keys) {
    try {
      const key = fittingKey(header, given, context)
      return { key, content: openEnvelope(sealed, header, key, context) }
    } catch (error) {
      refusal = refusalOf(error, header, context)
    }
  }
  throw refusal ?? wrongKey(context.layer, 'there is none')
}

/** With a hash in the header a wrong tag is damage; without one, the key may be wrong as well. */
function refusalOf(error: unknown, header: EnvelopeHeader, { layer }: CodecContext): BootbankError {
  if (!(error instanceof BootbankError)) throw error
  if (error.code === 'KEY_WRONG') return error
  if (error.code !== 'ENVELOPE_TAG' || header.keyHash) throw error
  return wrongKey(layer, `its GCM tag is not that of key ${header.keyInfo} and these data`)
}

async function keyBeside(
  { encryptionInfo }: KeySources,
  { layer, limits, budget }: CodecContext,
): Promise<EnvelopeKey> {
  const info = encryptionInfo()
  if (!info) {
    throw new BootbankError(
      'ENVELOPE_NO_KEY',
      `${layer} is encrypted, and there is no encryption.info beside it. Open the state.tgz that holds both, put encryption.info into the same folder, or give its key (on the command line with --key-file).`,
      { layer, offset: 0 },
    )
  }
  budget.rounds += ROUNDS
  withinLimit(limits, 'pbkdf2Rounds', budget.rounds, { layer, offset: 0 })
  try {
    return await unlock(parseEncryptionInfo(info, limits))
  } catch (error) {
    if (!(error instanceof BootbankError)) throw error
    throw new BootbankError(error.code, `${layer}: ${error.message}`, { ...error.where, layer })
  }
}
