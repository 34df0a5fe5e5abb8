// Locker.
import { LOCKER_CONF_PATH } from '../../esx/paths'
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const locker: FactModule = {
  id: 'storage.locker',
  title: 'Locker',
  reads: 'etc/vmware/locker.conf: where scratch and product locker are.',
  kind: 'one',
  first: false,
  read: host => {
    const file = host.file(LOCKER_CONF_PATH)
    return toldIf(file?.lines[0]?.trim().split(/\s+/)[0], file?.place(1) ?? null)
  },
}
