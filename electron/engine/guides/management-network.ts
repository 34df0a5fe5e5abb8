// Address, gateway, VLAN, uplinks and name servers of the management interface: in ConfigStore since 7.0.2, in esx.conf before
// (docs/formats.md sections 7 and 11), and in the files that repeat them.
import type { GuideAnswers, GuideQuestion } from '../../../shared/model/guide'
import type { HostView } from '../facts/host-view'
import { lastLease } from '../facts/leases'
import { managementPath, type ManagementPath } from '../facts/management-path'
import { resolverLines } from '../facts/resolver'
import { bitsOf, isIPv4, isNetmask } from '../network/addresses'
import { badAnswer, type GuideModule, question, wordsOf } from './guide'
import { moveAddress, setNameServers } from './hosts-file'
import { networkInConf } from './network-in-conf'
import { networkInStore } from './network-in-store'
import type { Plan } from './plan'
import type { WantedNetwork } from './wanted-network'

export const managementNetwork: GuideModule = {
  title: 'Change the management network',
  about: 'Address, mask, gateway, VLAN, name servers and uplinks of the interface that the host is managed by.',
  basis:
    'Derived from backups of 6.7, 7.0.2 and 8.0. That a host takes the change has not been tried by the authors of this program. Distributed switches are left alone.',
  questions(host) {
    const way = managementPath(host)
    if (!way.port) return 'This backup does not say which interface carries management.'
    return questionsOf(host, way)
  },
  plan(host, answers, plan) {
    const way = managementPath(host)
    if (!way.port) return
    const wanted = wantedOf(host, way, answers)
    warn(host, way, wanted, plan)
    const inStore = host.settings.entry(`esx/network/vmknics/${way.port.name}`)?.row != null
    ;(inStore ? networkInStore : networkInConf)(plan, way, wanted)
    const old = way.port.ipv4?.address ?? knownAddress(host, plan)
    if (wanted.fixed) {
      const { address } = wanted.fixed
      if (old !== null) moveAddress(plan, old, address)
      plan.knownKey('/adv/Net/ManagementAddr', address)
      plan.knownKey('/adv/Misc/HostIPAddr', address)
      if (plan.text(leasesOf(way.port.name)) !== null && way.port.dhcp !== false)
        plan.put(leasesOf(way.port.name), null)
    }
    if (wanted.nameServers) setNameServers(plan, wanted.nameServers)
  },
}

/** What the host was last known by, where its port had no address of its own: an option of esx.conf, of ConfigStore since 8. */
function knownAddress(host: HostView, plan: Plan): string | null {
  const stored = host.settings.at('esx/advanced_options/net#management_addr')?.value
  return plan.conf().get('/adv/Net/ManagementAddr') ?? (typeof stored === 'string' && stored !== '' ? stored : null)
}

const leasesOf = (port: string) => `etc/dhclient-${port}.leases`

function questionsOf(
  host: HostView,
  { port, portGroup, virtualSwitch, stack }: ManagementPath,
): readonly GuideQuestion[] {
  const when = { question: 'addressing', is: 'fixed' }
  // Who fixes an address mostly wants the one that DHCP gave.
  const lease = port?.dhcp ? lastLease(host, port.name) : null
  const asked = [
    question('addressing', `Address of ${port?.name ?? ''}`, {
      kind: 'choice',
      value: port?.dhcp ? 'dhcp' : 'fixed',
      choices: [
        { value: 'fixed', label: 'Fixed' },
        { value: 'dhcp', label: 'From DHCP' },
      ],
    }),
    question('address', 'IPv4 address', { value: port?.ipv4?.address ?? lease?.address ?? '', when }),
    question('netmask', 'Netmask', {
      value: port?.ipv4?.netmask ?? lease?.netmask ?? '',
      hint: 'Such as 255.255.255.0.',
      when,
    }),
    question('gateway', 'Default gateway', { value: port?.gateway ?? stack?.gateway ?? lease?.gateway ?? '', when }),
    question('dns', 'Name servers', {
      value: nameServersOf(host, stack).join(' '),
      hint: 'In their order, with blanks between.',
      when,
    }),
  ]
  if (!portGroup || virtualSwitch?.kind !== 'standard') return asked
  const vlan = portGroup.vlan.kind === 'none' ? '0' : portGroup.vlan.kind === 'tagged' ? String(portGroup.vlan.id) : ''
  return [
    ...asked,
    question('vlan', `VLAN of ${portGroup.name}`, { value: vlan, hint: '0 for none, else 1 to 4094.' }),
    question('active', 'Active uplinks', {
      value: portGroup.teaming.active.join(' '),
      hint: `In the order in which they take over. This backup has ${host.network.nics.map(({ name }) => name).join(', ')}.`,
    }),
    question('standby', 'Standby uplinks', { value: portGroup.teaming.standby.join(' ') }),
  ]
}

function nameServersOf(host: HostView, stack: ManagementPath['stack']): readonly string[] {
  if (stack && stack.nameServers.length > 0) return stack.nameServers
  return resolverLines(host, 'nameserver').map(({ text }) => text)
}

function wantedOf(host: HostView, way: ManagementPath, answers: GuideAnswers): WantedNetwork {
  const { portGroup, virtualSwitch, stack } = way
  const dhcp = answers.addressing === 'dhcp'
  const servers = wordsOf(answers.dns)
  const bad = servers.find(server => !isIPv4(server) && !/^[0-9a-f:]+$/i.test(server))
  if (bad !== undefined) throw badAnswer('dns', `"${bad}" is not an address of a name server.`)
  const vlanText = answers.vlan?.trim() ?? ''
  const vlan = vlanText === '' ? null : Number(vlanText)
  if (vlan !== null && (!/^\d+$/.test(vlanText) || vlan > 4094))
    throw badAnswer('vlan', `A VLAN is a number from 0 to 4094, not "${vlanText}".`)
  const before = nameServersOf(host, stack)
  return {
    dhcp,
    fixed: dhcp ? null : fixedOf(answers),
    vlan,
    nameServers: dhcp || servers.join() === before.join() ? null : servers,
    uplinks: portGroup && virtualSwitch?.kind === 'standard' ? uplinksOf(host, way, answers) : null,
  }
}

function fixedOf(answers: GuideAnswers): NonNullable<WantedNetwork['fixed']> {
  const [address = '', netmask = '', gateway = ''] = ['address', 'netmask', 'gateway'].map(id => answers[id]?.trim())
  if (!isIPv4(address)) throw badAnswer('address', notOne(address, 'an IPv4 address', '192.0.2.10'))
  if (!isNetmask(netmask)) throw badAnswer('netmask', notOne(netmask, 'a netmask', '255.255.255.0'))
  if (gateway !== '' && !isIPv4(gateway)) throw badAnswer('gateway', notOne(gateway, 'an IPv4 address', '192.0.2.1'))
  return { address, netmask, gateway: gateway === '' ? null : gateway }
}

/** What is wrong with an answer, and what a right one looks like. */
function notOne(text: string, what: string, example: string): string {
  if (text !== '') return `"${text}" is not ${what}, such as ${example}.`
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} is needed, such as ${example}.`
}

/** Uplinks that are to change; null where they stay. */
function uplinksOf(
  host: HostView,
  { portGroup, virtualSwitch }: ManagementPath,
  answers: GuideAnswers,
): WantedNetwork['uplinks'] {
  const active = wordsOf(answers.active)
  const standby = wordsOf(answers.standby)
  for (const [id, names] of [
    ['active', active],
    ['standby', standby],
  ] as const) {
    for (const name of names) {
      const nic = host.network.nics.find(one => one.name === name)
      if (!nic) throw badAnswer(id, `This backup has no adapter ${name}.`)
      if (nic.switch !== null && nic.switch !== virtualSwitch?.id)
        throw badAnswer(id, `${name} is an uplink of ${nic.switch}, and an adapter belongs to one switch.`)
    }
  }
  const twice = [...active, ...standby].find((name, index, all) => all.indexOf(name) !== index)
  if (twice !== undefined) throw badAnswer('standby', `${twice} is named twice.`)
  const { teaming } = portGroup ?? {}
  if (active.join() === teaming?.active.join() && standby.join() === teaming.standby.join()) return null
  if (active.length === 0) throw badAnswer('active', 'Without an active uplink nobody reaches the host.')
  return { active, standby }
}

/** What is allowed, and yet not what anybody wants. */
function warn(host: HostView, { port }: ManagementPath, { fixed }: WantedNetwork, plan: Plan): void {
  if (!fixed) {
    plan.note(
      'With DHCP the address is not known here: the host must be found by its name or in the lease of the server.',
    )
    return
  }
  const { address, netmask, gateway } = fixed
  const mask = bitsOf(netmask)
  const host32 = bitsOf(address)
  if (gateway === null) plan.note('Without a gateway the host is reached from its own subnet alone.')
  else if (((bitsOf(gateway) ^ host32) & mask) !== 0)
    plan.note(`The gateway ${gateway} is not in the subnet of ${address}.`)
  if (gateway === address) plan.note('The gateway is the address of the host itself.')
  if ((host32 & ~mask) === 0 || (host32 | mask) === -1)
    plan.note(`${address} is the address of a whole subnet, not of a host.`)
  for (const other of host.network.ports)
    if (other.name !== port?.name && other.ipv4?.address === address)
      plan.note(`${other.name} has the address ${address} as well.`)
}
