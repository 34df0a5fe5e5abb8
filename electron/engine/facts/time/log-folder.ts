// Log folder.
import { toldBySettings } from '../values'
import type { FactModule } from '../fact'

export const logFolder: FactModule = {
  id: 'time.log-folder',
  title: 'Log folder',
  reads: 'log_dir of syslog/global_settings, Syslog/global/logDir of esx.conf.',
  kind: 'one',
  first: false,
  read: host => toldBySettings(host, ['esx/syslog/global_settings#log_dir', 'esx.conf/adv/Syslog#global.logDir']),
}
