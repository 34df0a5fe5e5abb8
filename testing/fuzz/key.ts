// The one key of all envelopes that the fuzzer seals, and the encryption.info that holds it.
import {
  type EnvelopeKey,
  formatEncryptionInfo,
  parseEncryptionInfo,
  unlock,
} from '../../electron/engine/codecs/encryption-info'
import { defaultLimits } from '../../electron/engine/codecs/limits'

export const fuzzInfo: Uint8Array = formatEncryptionInfo({
  keyId: Buffer.alloc(16, 0x42),
  data1: Buffer.alloc(15, 2),
  data2: Buffer.alloc(16, 3),
})

export const fuzzKey: EnvelopeKey = await unlock(parseEncryptionInfo(fuzzInfo, defaultLimits))
