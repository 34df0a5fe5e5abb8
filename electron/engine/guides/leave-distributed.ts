// A host that leaves its distributed switches, in ConfigStore (schema of 7.0.2): every vmkernel port on one moves to a standard switch, into a
// port group with its VLAN, and the adapters go along; then the switches go. Before 7.0.2 they stand in dvsdata.db, whose format is not known here.
import type { GuideAnswers, GuideQuestion } from '../../../shared/model/guide'
import type { PortGroup, VirtualSwitch } from '../../../shared/model/network'
import type { HostView } from '../facts/host-view'
import { textAt } from '../network/json'
import type { SettingEntry } from '../settings/entry'
import { pathOf } from '../settings/property-path'
import { badAnswer, question, wordsOf } from './guide'
import type { Plan } from './plan'

const switchesPath = 'esx/network_vss/switches'
const dvsDataPath = 'etc/vmware/dvsdata.db'

/** Distributed switches that the backup describes. */
export function distributedOf({ network }: HostView): readonly VirtualSwitch[] {
  return network.switches.filter(({ kind }) => kind === 'distributed')
}

/** Where the vmkernel ports go, asked while `of` is answered with yes. */
export function homeQuestions(host: HostView, of: string): readonly GuideQuestion[] {
  const when = { question: of, is: 'yes' }
  const standard = host.network.switches.find(({ kind }) => kind === 'standard')
  const uplinks = distributedOf(host).flatMap(one => one.uplinks)
  return [
    question('switch', 'Standard switch that takes over', {
      value: standard?.name ?? 'vSwitch0',
      hint: 'One of this backup, or the name of a new one.',
      when,
    }),
    question('uplinks', 'Adapters that it gets', {
      value: [...new Set(uplinks)].join(' '),
      hint: 'Those of the distributed switches, and unused ones.',
      when,
    }),
  ]
}

/** Adds what differs. Throws ANSWER where the management interface would be without an uplink, and for a switch or an adapter that cannot be. */
export function leaveDistributed(plan: Plan, answers: GuideAnswers): void {
  const { host } = plan
  const name = answers.switch?.trim() ?? ''
  if (!/^[^/#[\]"]{1,31}$/.test(name) || name === '')
    throw badAnswer('switch', `"${name}" is not a name of a switch: up to 31 characters, without / # [ ] ".`)
  const leaving = new Set(distributedOf(host).map(({ id }) => id))
  if (leaving.has(name)) throw badAnswer('switch', `${name} is the distributed switch itself.`)
  const home = host.network.switches.find(one => one.id === name) ?? null
  const added = addedUplinks(host, answers, leaving, home)
  const ports = portsOn(host, leaving)
  const uplinks = [...(home?.uplinks ?? []), ...added]
  const management = ports.find(port => port.identifier === host.network.management)
  if (management && uplinks.length === 0)
    throw badAnswer(
      'uplinks',
      `${management.identifier} carries management and hangs on a distributed switch: without an adapter for ${name} nobody reaches the host.`,
    )
  const groups = new Map((home?.portGroups ?? []).map(group => [group.name, vlanOf(group)]))
  const made = new Map<string, number>()
  for (const port of ports) movePort(plan, port, groups, made)
  addToHome(plan, name, home, added, made)
  for (const list of ['esx/network_vds/switches', 'esx/network_vds/port_groups'])
    for (const { path } of host.settings.items(list)) plan.removeRow(path)
  if (plan.before(dvsDataPath) !== null) plan.put(dvsDataPath, null)
  plan.note(
    'Virtual machines on port groups of a distributed switch come up without a network: they need a standard one.',
  )
}

function addedUplinks(
  host: HostView,
  answers: GuideAnswers,
  leaving: ReadonlySet<string>,
  home: VirtualSwitch | null,
): readonly string[] {
  const wanted = [...new Set(wordsOf(answers.uplinks))]
  for (const name of wanted) {
    const nic = host.network.nics.find(one => one.name === name)
    if (!nic) throw badAnswer('uplinks', `This backup has no adapter ${name}.`)
    if (nic.switch !== null && !leaving.has(nic.switch) && nic.switch !== home?.id)
      throw badAnswer('uplinks', `${name} is an uplink of ${nic.switch}, and an adapter belongs to one switch.`)
  }
  return wanted.filter(name => !home?.uplinks.includes(name))
}

function portsOn(host: HostView, leaving: ReadonlySet<string>): readonly SettingEntry[] {
  return host.settings
    .items('esx/network/vmknics')
    .filter(({ row, value }) => row !== null && leaving.has(textAt(value, 'vds_port', 'switch_uuid') ?? ''))
}

/** To a port group of the same name and VLAN, or to one with a number after its name. */
function movePort(plan: Plan, port: SettingEntry, groups: Map<string, number>, made: Map<string, number>): void {
  const { network } = plan.host
  const on = network.ports.find(one => one.name === port.identifier)?.portGroup
  const old = network.switches.find(one => one.id === on?.switch)?.portGroups.find(group => group.id === on?.id)
  const vlan = old ? vlanOf(old) : 0
  if (old?.vlan.kind !== 'tagged' && old?.vlan.kind !== 'none')
    plan.note(`The VLAN of ${port.identifier} is not a single one that this backup tells: its new port group has none.`)
  const base = old?.name ?? `Network of ${port.identifier}`
  let name = base
  for (let number = 2; groups.has(name) && groups.get(name) !== vlan; number += 1) name = `${base} ${number}`
  if (!groups.has(name)) made.set(name, vlan)
  groups.set(name, vlan)
  plan.set(`${port.path}#port_connection_type`, 'VSS_PORT_GROUP')
  plan.set(`${port.path}#port_group`, name)
  plan.set(`${port.path}#vds_port`, undefined)
}

function addToHome(
  plan: Plan,
  name: string,
  home: VirtualSwitch | null,
  added: readonly string[],
  made: ReadonlyMap<string, number>,
): void {
  const path = `${switchesPath}/${name}`
  const groups = [...made].map(([group, vlan]) => ({ name: group, vlan_id: vlan }))
  if (added.length === 0 && groups.length === 0) return
  if (!home) {
    const bridge = added.length > 0 ? { bridge: { nics: added } } : {}
    plan.set(path, { name, ...bridge, ...(groups.length > 0 ? { port_groups: groups } : {}) })
    return
  }
  if (added.length > 0) {
    plan.set(`${path}#bridge.nics`, [...home.uplinks, ...added])
    const active = `${path}#policy.nic_teaming.active_nics`
    // Where the switch names its active adapters, one that it does not name is unused.
    if (plan.host.settings.at(active)?.place?.row) plan.set(active, [...home.teaming.active, ...added])
  }
  for (const group of groups) {
    const item = pathOf([
      { name: 'port_groups', item: false },
      { name: group.name, item: true },
    ])
    plan.set(`${path}#${item}`, group)
  }
}

/** 0 for none. */
function vlanOf({ vlan }: PortGroup): number {
  return vlan.kind === 'tagged' ? vlan.id : 0
}
