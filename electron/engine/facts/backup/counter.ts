// Backup counter.
import { BACKUP_COUNTER_PATH } from '../../esx/paths'
import { told } from '../values'
import type { FactModule } from '../fact'

export const backupCounter: FactModule = {
  id: 'backup.counter',
  title: 'Backup counter',
  reads: 'etc/vmware/.backup.counter.',
  kind: 'one',
  first: true,
  read: host => {
    const file = host.file(BACKUP_COUNTER_PATH)
    const line = file?.lines.findLastIndex(one => /^\d+\s*$/.test(one)) ?? -1
    return file && line >= 0 ? [told(Number(file.lines[line]), file.place(line + 1))] : []
  },
}
