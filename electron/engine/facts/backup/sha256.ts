// SHA-256.
import { told } from '../values'
import type { FactModule } from '../fact'

export const backupSha256: FactModule = {
  id: 'backup.sha256',
  title: 'SHA-256',
  reads: 'Bytes of the opened file.',
  kind: 'one',
  first: false,
  read: ({ backup }) => [told(backup.sha256, null)],
}
