import { equalBytes } from '../../codecs/bytes'
import { ENCRYPTION_INFO_NAMES } from '../../esx/paths'
import { containerIn } from '../../esx/chain'
import { INNER_ENCRYPTION_INFO_PATH } from '../../esx/paths'
import type { BackupCheck } from '../check'

export const encryptionInfoCopies: BackupCheck<'encryption-info-copies'> = {
  id: 'encryption-info-copies',
  about: 'backup',
  severity: 'warning',
  explanation: 'A sealed backup holds encryption.info twice: beside local.tgz.ve and, the same bytes, inside it.',
  source: 'docs/formats.md section 11',
  run: backup => {
    const { document, state } = backup
    const outer = state && containerIn(state, ENCRYPTION_INFO_NAMES)
    const inner = backup.file(INNER_ENCRYPTION_INFO_PATH)
    if (!outer || outer.problem || inner?.kind !== 'file' || inner.problem) return []
    if (equalBytes(document.content(outer), document.content(inner))) return []
    return [
      {
        at: inner,
        message: `It differs from ${outer.address}: no source says which of the two a host takes for its next backup.`,
        remedy: `Make it the same as ${outer.address}, which opens this backup.`,
      },
    ]
  },
}
