// The name of the host in every place that has it: Misc/HostName of esx.conf, advanced_options since 8, the TCP/IP stack, etc/hosts.
import type { HostView } from '../facts/host-view'
import { renameHost } from './hosts-file'
import type { Plan } from './plan'

const stackPath = 'esx/network/net_stacks/defaultTcpipStack'
const optionPath = 'esx/advanced_options/misc#host_name'
const confKey = '/adv/Misc/HostName'

/** The full name as far as the backup has it; null where it has none. */
export function hostNameOf(host: HostView): string | null {
  const text = (path: string) => {
    const value = host.settings.at(path)?.value
    return typeof value === 'string' && value !== '' ? value : null
  }
  const short = text(`${stackPath}#dns.host_name`) ?? text('esx.conf/net/tcpip#netstackInst.child[0000].hostname')
  const domain = text(`${stackPath}#dns.domain_name`)
  const full = short !== null && domain !== null ? `${short}.${domain}` : short
  return text('esx.conf/adv/Misc#HostName') ?? text(optionPath) ?? full
}

/** Gives the host another full name, where each place has one. */
export function setHostName(plan: Plan, name: string): void {
  const { settings } = plan.host
  const old = hostNameOf(plan.host)
  const [short = name] = name.split('.')
  const domain = name.slice(short.length + 1)
  plan.knownKey(confKey, name)
  if (settings.at(optionPath)?.place?.row) plan.set(optionPath, name)
  if (settings.at(`${stackPath}#dns.host_name`)?.place?.row) plan.set(`${stackPath}#dns.host_name`, short)
  if (domain !== '' && settings.at(`${stackPath}#dns.domain_name`)?.place?.row)
    plan.set(`${stackPath}#dns.domain_name`, domain)
  for (const [key, value] of plan.conf())
    if (/^\/net\/tcpip\/netstackInst\/child\[\d+\]\/hostname$/.test(key) && value !== '') plan.key(key, short)
  if (old === null) return
  const [oldShort = old] = old.split('.')
  renameHost(
    plan,
    new Map([
      [oldShort, short],
      [old, name],
    ]),
  )
}
