// Boot volume.
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const bootVolume: FactModule = {
  id: 'storage.boot-volume',
  title: 'Boot volume',
  reads: "BOOT_FS_UUID of ConfigStore's KVTable.",
  kind: 'one',
  first: true,
  read: ({ settings }) =>
    settings.keyValues.filter(({ key }) => key === 'BOOT_FS_UUID').flatMap(({ value, place }) => toldIf(value, place)),
}
