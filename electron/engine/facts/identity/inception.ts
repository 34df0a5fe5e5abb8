// First start.
import { timeText, toldBySettings } from '../values'
import type { FactModule } from '../fact'

export const inception: FactModule = {
  id: 'identity.inception',
  title: 'First start',
  reads: 'system/inception of esx.conf.',
  kind: 'one',
  first: false,
  read: host => toldBySettings(host, ['esx.conf/system#inception'], value => timeText(String(value))),
}
