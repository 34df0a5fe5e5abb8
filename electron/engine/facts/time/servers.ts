// Time servers.
import { objectsAt, textAt } from '../../network/json'
import { distinct, told } from '../values'
import type { FactModule } from '../fact'

export const timeServers: FactModule = {
  id: 'time.servers',
  title: 'Time servers',
  reads: 'system_time of ConfigStore, server and pool lines of etc/ntp.conf.',
  kind: 'list',
  first: true,
  read: host => {
    const entry = host.settings.entry('esx/system/system_time')
    const stored = objectsAt(entry?.value, 'ntp_config', 'server').flatMap(server => textAt(server, 'hostname') ?? [])
    const file = host.file('etc/ntp.conf')
    const listed = (file?.lines ?? []).flatMap((line, index) => {
      const server = /^\s*(?:server|pool|peer)\s+(\S+)/.exec(line)?.[1]
      return server === undefined ? [] : [told(server, file?.place(index + 1) ?? null)]
    })
    return distinct([...stored.map(name => told(name, entry?.place ?? null)), ...listed])
  },
}
