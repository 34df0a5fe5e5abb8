// The management network in esx.conf (docs/formats.md section 11).
import type { ManagementPath } from '../facts/management-path'
import type { Plan } from './plan'
import type { WantedNetwork } from './wanted-network'

/** Adds what differs. */
export function networkInConf(plan: Plan, way: ManagementPath, wanted: WantedNetwork): void {
  const port = itemWith(plan, '/net/vmkernelnic', way.port?.name ?? '')
  if (port === null) return
  const { fixed, vlan, uplinks } = wanted
  if (way.port?.dhcp !== wanted.dhcp) {
    plan.key(`${port}/dhcp`, String(wanted.dhcp))
    plan.key(`${port}/dhcpDns`, String(wanted.dhcp))
  }
  if (fixed) {
    plan.key(`${port}/ipv4address`, fixed.address)
    plan.key(`${port}/ipv4netmask`, fixed.netmask)
    plan.key(`${port}/ipv4broadcast`, broadcast(fixed.address, fixed.netmask))
    plan.key('/net/routes/kernel/gateway', fixed.gateway)
  } else for (const name of ['ipv4address', 'ipv4netmask', 'ipv4broadcast']) plan.key(`${port}/${name}`, null)
  const home = way.virtualSwitch && itemWith(plan, '/net/vswitch', way.virtualSwitch.name)
  const group = home && way.portGroup && itemWith(plan, `${home}/portgroup`, way.portGroup.name)
  if (!home || !group) return
  if (vlan !== null)
    plan.key(`${group}/vlanId`, vlan === 0 && !plan.conf().has(`${group}/vlanId`) ? null : String(vlan))
  if (!uplinks) return
  const order = [...uplinks.active, ...uplinks.standby]
  const stated = `${group}/teamPolicy/uplinks`
  const wantedKeys = new Map(order.map((name, index) => [`${stated}[${number(index)}]/pnic`, name]))
  for (const key of plan.conf().keys()) if (key.startsWith(stated) && !wantedKeys.has(key)) plan.key(key, null)
  for (const [key, name] of wantedKeys) plan.key(key, name)
  plan.key(`${group}/teamPolicy/hasUplinkOrder`, 'true')
  plan.key(`${group}/teamPolicy/maxActive`, String(uplinks.active.length))
  const missing = order.filter(name => !way.virtualSwitch?.uplinks.includes(name))
  const count = way.virtualSwitch?.uplinks.length ?? 0
  const indexed = [...plan.conf().keys()].some(key => key.startsWith(`${home}/uplinks[`))
  for (const [index, name] of missing.entries()) {
    const at = number(count + index)
    plan.key(`${home}/uplinks${indexed ? `[${at}]` : `/child[${at}]`}/pnic`, name)
  }
}

/** The key of the item of a list that has a name, such as `/net/vswitch/child[0000]`; null where none has. */
function itemWith(plan: Plan, list: string, name: string): string | null {
  for (const [key, value] of plan.conf()) {
    const item = value === name && key.startsWith(`${list}/child[`) ? key.slice(0, key.lastIndexOf('/')) : ''
    if (key === `${item}/name` && /^\/child\[\d+\]$/.test(item.slice(list.length))) return item
  }
  return null
}

function number(index: number): string {
  return String(index).padStart(4, '0')
}

function broadcast(address: string, netmask: string): string {
  const mask = netmask.split('.').map(Number)
  return address
    .split('.')
    .map((part, index) => Number(part) | (~(mask[index] ?? 0) & 255))
    .join('.')
}
