// Sealing.
import { told } from '../values'
import { encryptionText } from '../words'
import type { FactModule } from '../fact'

export const encryption: FactModule = {
  id: 'security.encryption',
  title: 'Sealing',
  reads: 'Whether the inner archive is an envelope, and where its key is.',
  kind: 'one',
  first: true,
  read: ({ backup }) => [
    told(backup.encryption, backup.inner === null ? null : { address: backup.inner }, {
      text: encryptionText(backup.encryption),
      attention: backup.encryption === 'tpm' || backup.encryption === 'no-key',
    }),
  ],
}
