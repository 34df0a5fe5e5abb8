// Core dump file.
import { toldBySettings } from '../values'
import type { FactModule } from '../fact'

export const coreDump: FactModule = {
  id: 'time.core-dump',
  title: 'Core dump file',
  reads: 'system/core_dump_file of ConfigStore.',
  kind: 'one',
  first: false,
  read: host =>
    toldBySettings(host, ['esx/system/core_dump_file#file_path', 'esx/system/core_dump_partition#partition']),
}
