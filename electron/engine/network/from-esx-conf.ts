// The network of a host before 7.0.2, in esx.conf (docs/formats.md section 11): `/net/pnic`, `/net/vswitch`, `/net/vmkernelnic`,
// `/net/tcpip`, `/net/routes`. Uplinks are written `uplinks/child[0000]/pnic` and `uplinks[0000]/pnic`; both occur in the field.
import { isJsonObject, type Json } from '../../../shared/model/json'
import type { NetStack, PortGroup, VirtualSwitch, VmkernelPort } from '../../../shared/model/network'
import type { SettingEntry } from '../settings/entry'
import type { Settings } from '../settings/settings'
import { type NetworkParts, vlanOf } from './from-config-store'
import { at, flagAt, numberAt, objectsAt, textAt } from './json'
import { type StatedTeaming, teamingInside, teamingOf } from './teaming'

/** What esx.conf says of the network; empty lists where it says nothing. */
export function fromEsxConf(settings: Settings): NetworkParts {
  const switches = settings.items('esx.conf/net/vswitch').filter(isItem).map(switchOf)
  return {
    nics: nicsOf(settings),
    switches,
    ports: settings
      .items('esx.conf/net/vmkernelnic')
      .filter(isItem)
      .map(entry => portOf(entry, switches)),
    stacks: stacksOf(settings),
  }
}

function isItem({ identifier }: SettingEntry): boolean {
  return identifier !== ''
}

/** `/device/<address>` says which driver has the NIC of a name. */
function nicsOf(settings: Settings): NetworkParts['nics'] {
  const devices = settings.entries.filter(entry => entry.component === 'esx.conf' && entry.group === 'device')
  return settings
    .items('esx.conf/net/pnic')
    .filter(isItem)
    .map(entry => {
      const name = textAt(entry.value, 'name') ?? entry.identifier
      const device = devices.find(one => textAt(one.value, 'vmkname') === name)
      return {
        name,
        mac: textAt(entry.value, 'mac'),
        virtualMac: textAt(entry.value, 'virtualMac'),
        driver: device ? textAt(device.value, 'driver') : null,
        bus: device ? device.name : null,
        enabled: flagAt(entry.value, 'enable'),
        source: entry.place,
      }
    })
}

function switchOf(entry: SettingEntry): VirtualSwitch {
  const { value } = entry
  const name = textAt(value, 'name') ?? entry.identifier
  const uplinks = nicNames(at(value, 'uplinks'))
  const teaming = teamingOf(statedIn(at(value, 'teamPolicy')), uplinks)
  const { merged } = entry
  const groups = merged?.kind === 'object' ? merged.properties.get('portgroup') : null
  const child = groups?.kind === 'object' ? groups.properties.get('child') : null
  const indexes = child?.kind === 'list' ? child.items.map(item => item.identity) : []
  return {
    id: name,
    name,
    kind: 'standard',
    mtu: numberAt(value, 'mtu'),
    uplinks,
    teaming,
    portGroups: objectsAt(value, 'portgroup', 'child').map((group, index): PortGroup => {
      const id = textAt(group, 'name') ?? ''
      return {
        id,
        name: id,
        // A port group without a line for it has no VLAN: the host writes the line when one is set.
        vlan: vlanOf(numberAt(group, 'vlanId') ?? 0),
        teaming: teamingInside(statedIn(at(group, 'teamPolicy')), teaming, uplinks),
        source: entry.placeAt(`portgroup.child[${indexes[index] ?? ''}]`) ?? entry.place,
      }
    }),
    source: entry.place,
  }
}

/** The first `maxActive` uplinks of an order are active, the others stand by. */
function statedIn(policy: Json | undefined): StatedTeaming {
  const order = nicNames(at(policy, 'uplinks'))
  const team = textAt(policy, 'team')
  const stated = { active: null, standby: null, policy: team && (policies[team] ?? team) }
  if (order.length === 0) return stated
  const count = numberAt(policy, 'maxActive') ?? order.length
  return { ...stated, active: order.slice(0, count), standby: order.slice(count) }
}

function nicNames(uplinks: Json | undefined): readonly string[] {
  return [...objectsAt(uplinks, 'child'), ...objectsAt(uplinks)].flatMap(uplink => textAt(uplink, 'pnic') ?? [])
}

function portOf(entry: SettingEntry, switches: readonly VirtualSwitch[]): VmkernelPort {
  const { value } = entry
  const address = textAt(value, 'ipv4address')
  const portGroupName = textAt(value, 'portgroup')
  const home = switches.find(one => one.portGroups.some(group => group.name === portGroupName))
  const dhcp = flagAt(value, 'dhcp')
  const tags = at(value, 'tags')
  return {
    name: textAt(value, 'name') ?? entry.identifier,
    enabled: flagAt(value, 'enable'),
    portGroup: home && portGroupName !== null ? { switch: home.id, id: portGroupName } : null,
    portGroupName,
    mac: textAt(value, 'mac'),
    mtu: numberAt(value, 'mtu'),
    dhcp,
    ipv4: address === null || dhcp === true ? null : { address, netmask: textAt(value, 'ipv4netmask') },
    ipv6: [],
    ipv6Enabled: null,
    gateway: null,
    stack: textAt(value, 'netstackInstance'),
    services: isJsonObject(tags)
      ? Object.values(tags).flatMap(tag => (typeof tag === 'string' ? serviceOf(tag) : []))
      : [],
    source: entry.place,
  }
}

/** Load balancing in the words of ConfigStore. */
const policies: Readonly<Record<string, string>> = {
  lb_srcid: 'LOADBALANCE_SRCID',
  lb_srcmac: 'LOADBALANCE_SRCMAC',
  lb_ip: 'LOADBALANCE_IP',
  explicit: 'FAILOVER_EXPLICIT',
}

/** Tags as esx.conf writes them, in the words of ConfigStore's `enabled_services`; an unknown one stays as it is. */
function serviceOf(tag: string): string {
  return services[tag.toLowerCase()] ?? tag
}

const services: Readonly<Record<string, string>> = {
  management: 'management',
  vmotion: 'vmotion',
  vsan: 'vsan',
  vsanwitness: 'witness',
  faulttolerancelogging: 'fault_tolerance_logging',
  vsphereprovisioning: 'vsphere_provisioning',
  vspherereplication: 'vsphere_replication',
  vspherereplicationnfc: 'vsphere_replication_nfc',
  vspherebackupnfc: 'vsphere_backup_nfc',
  precisiontimeprotocol: 'precision_time_protocol',
  nvmetcp: 'nvme_tcp',
  nvmerdma: 'nvme_rdma',
}

function stacksOf(settings: Settings): readonly NetStack[] {
  const gateway = settings.at('esx.conf/net/routes#kernel.gateway')
  const entry = settings.entry('esx.conf/net/tcpip')
  const instances = objectsAt(entry?.value, 'netstackInst', 'child')
  const values: readonly (Json | undefined)[] = instances.length > 0 ? instances : gateway ? [undefined] : []
  return values.map((value): NetStack => {
    const key = textAt(value, 'name') ?? DEFAULT_STACK
    return {
      key,
      name: key,
      hostName: textAt(value, 'hostname'),
      domain: textAt(value, 'domain'),
      nameServers: [],
      searchDomains: [],
      gateway: key === DEFAULT_STACK && typeof gateway?.value === 'string' ? gateway.value : null,
      ipv6Gateway: null,
      dhcp: null,
      routes: [],
      source: entry?.place ?? gateway?.place ?? null,
    }
  })
}

/** The stack that every host has; before 5.5 the only one, without a name. */
export const DEFAULT_STACK = 'defaultTcpipStack'
