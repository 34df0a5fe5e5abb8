// Host name.
import { toldBySettings } from '../values'
import type { FactModule } from '../fact'

export const hostName: FactModule = {
  id: 'identity.host-name',
  title: 'Host name',
  reads: 'Misc/HostName of esx.conf, misc of advanced_options since 8, and the host name of the default TCP/IP stack.',
  kind: 'one',
  first: true,
  read: host => {
    const values = toldBySettings(host, [
      'esx.conf/adv/Misc#HostName',
      'esx/advanced_options/misc#host_name',
      'esx/network/net_stacks/defaultTcpipStack#dns.host_name',
      'esx.conf/net/tcpip#netstackInst.child[0000].hostname',
    ])
    // A short name beside the full one says nothing else.
    return values.filter(({ text }) => !values.some(other => other.text.startsWith(`${text}.`)))
  },
}
