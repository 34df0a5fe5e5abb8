import { toUint8Array } from '../../codecs/bytes'
import { parseEncryptionInfo } from '../../codecs/encryption-info'
import { defaultLimits } from '../../codecs/limits'
import type { Entry } from '../../document/entry'
import { containerIn } from '../../esx/chain'
import { ENCRYPTION_INFO_NAMES } from '../../esx/paths'
import { BootbankError } from '../../../../shared/model/errors'
import type { BackupCheck, Found } from '../check'

export const envelopeMode: BackupCheck<'envelope-mode'> = {
  id: 'envelope-mode',
  about: 'backup',
  severity: 'warning',
  explanation:
    'The mode in encryption.info says where the key of local.tgz.ve is: in the file itself (NONE), or in the TPM of the one host that can open it (TPM).',
  source: 'docs/formats.md section 5',
  run({ document, state, local, inner }) {
    const info = state && containerIn(state, ENCRYPTION_INFO_NAMES)
    if (info?.kind !== 'file' || info.problem || !local) return []
    const mode = modeIn(toUint8Array(document.content(info)))
    if (mode === null || mode === 'NONE') return []
    if (mode !== 'TPM') return [{ at: info, message: `Its mode "${mode}" is not one that is known here.` }]
    // Where the key is missing as well, the layer itself says so.
    return inner && !inner.problem ? [openedByKey(info)] : []
  },
}

function openedByKey(at: Entry): Found {
  return {
    at,
    severity: 'note',
    message:
      'Its mode is TPM: a host opens this state only by the TPM that sealed the key, and a replaced one by its recovery key.',
    remedy: 'Keep the recovery key of the host, or seal with a new key (mode NONE) for another host.',
  }
}

/** Null where it cannot be read, which is told where the layer is opened. */
function modeIn(bytes: Uint8Array): string | null {
  try {
    return parseEncryptionInfo(bytes, defaultLimits).mode
  } catch (error) {
    if (error instanceof BootbankError) return null
    throw error
  }
}
