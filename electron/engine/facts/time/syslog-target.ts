// Syslog target.
import type { FactValue } from '../../../../shared/model/facts'
import { numberAt, objectsAt, textAt, textsAt } from '../../network/json'
import type { HostView } from '../host-view'
import { distinct, told, toldIf } from '../values'
import type { FactModule } from '../fact'

export const syslogTarget: FactModule = {
  id: 'time.syslog-target',
  title: 'Syslog target',
  reads:
    'syslog/global_settings of ConfigStore, Syslog/global/logHost of esx.conf, etc/vmsyslog.conf and etc/syslog.conf of older releases.',
  kind: 'list',
  first: true,
  read: host => {
    const { settings } = host
    const entry = settings.entry('esx/syslog/global_settings')
    const targets = objectsAt(entry?.value, 'remote_logging', 'log_host').map(target => {
      const [protocol, address, port] = [
        textAt(target, 'protocol'),
        textAt(target, 'address'),
        numberAt(target, 'port'),
      ]
      return `${(protocol ?? 'udp').toLowerCase()}://${address ?? ''}${port === null ? '' : `:${port}`}`
    })
    const conf = settings.at('esx.conf/adv/Syslog#global.logHost')
    return distinct([
      ...[...targets, ...textsAt(entry?.value, 'log_host')].map(target => told(target, entry?.place ?? null)),
      ...(typeof conf?.value === 'string'
        ? conf.value.split(',').flatMap(target => toldIf(target.trim(), conf.place))
        : []),
      ...['etc/vmsyslog.conf', 'etc/syslog.conf'].flatMap(path => logHostIn(host, path)),
    ])
  },
}

function logHostIn(host: HostView, path: string): readonly FactValue[] {
  const file = host.file(path)
  if (!file) return []
  return file.lines.flatMap((line, index) => {
    const target = /^\s*loghost\s*=\s*(\S+)/i.exec(line)?.[1]
    return target === undefined || target === '<none>' ? [] : [told(target, file.place(index + 1))]
  })
}
