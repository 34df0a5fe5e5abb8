// Last backup.
import { timeText, told } from '../values'
import type { FactModule } from '../fact'

export const savedAt: FactModule = {
  id: 'backup.saved',
  title: 'Last backup',
  reads: 'mtime of the inner archive.',
  kind: 'one',
  first: true,
  read: ({ backup }) =>
    backup.savedAt === null
      ? []
      : [
          told(backup.savedAt, backup.inner === null ? null : { address: backup.inner }, {
            text: timeText(backup.savedAt),
          }),
        ],
}
