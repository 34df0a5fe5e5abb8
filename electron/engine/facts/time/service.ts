// Time service.
import { flagAt, textAt } from '../../network/json'
import { serviceStates } from '../services'
import { distinct, onOff, told } from '../values'
import type { FactModule } from '../fact'

export const timeService: FactModule = {
  id: 'time.service',
  title: 'Time service',
  reads: 'system_time of ConfigStore, ntpd and ptpd of etc/chkconfig.db, ntpd of hostsvc.xml.',
  kind: 'list',
  first: true,
  read: host => {
    const stored = host.settings.entry('esx/system/system_time')
    const protocol = textAt(stored?.value, 'protocol')
    const enabled = flagAt(stored?.value, 'enabled')
    return distinct([
      ...(stored?.row && enabled !== null
        ? [told(enabled, stored.place, { text: `${protocol ?? 'NTP'} ${onOff(enabled)}` })]
        : []),
      ...serviceStates(host, 'NTP', ['ntpd']),
      ...serviceStates(host, 'PTP', ['ptpd']).filter(({ data }) => data === true),
    ])
  },
}
