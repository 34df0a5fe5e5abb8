// The management network in ConfigStore (docs/formats.md section 7).
import { pathOf } from '../settings/property-path'
import type { ManagementPath } from '../facts/management-path'
import type { Plan } from './plan'
import type { WantedNetwork } from './wanted-network'

/** Adds what differs. */
export function networkInStore(plan: Plan, way: ManagementPath, wanted: WantedNetwork): void {
  const port = `esx/network/vmknics/${way.port?.name ?? ''}`
  const { fixed, nameServers, vlan, uplinks } = wanted
  const switched = way.port?.dhcp !== wanted.dhcp
  plan.set(`${port}#ip.dhcp`, wanted.dhcp)
  plan.set(`${port}#ip.ipv4_address`, fixed?.address)
  plan.set(`${port}#ip.ipv4_subnet_mask`, fixed?.netmask)
  if (switched) plan.set(`${port}#ip.dhcp_dns`, wanted.dhcp)
  if (fixed) {
    plan.set(`${port}#dhcp_bound`, plan.host.settings.at(`${port}#dhcp_bound`)?.place?.row ? false : undefined)
    plan.set(`${port}#dhcp_server`, undefined)
  }
  const stack = `esx/network/net_stacks/${way.stack?.key ?? ''}`
  if (way.stack && plan.host.settings.entry(stack)?.row) {
    if (switched) {
      plan.set(`${stack}#routing_config.source`, wanted.dhcp ? 'DHCP' : 'MANUAL')
      plan.set(`${stack}#dns.dhcp`, wanted.dhcp)
    }
    if (fixed && way.port?.gateway == null)
      plan.set(`${stack}#routing_config.ipv4_default_gateway`, fixed.gateway ?? undefined)
    if (nameServers) plan.set(`${stack}#dns.name_server`, nameServers)
  }
  if (fixed && way.port?.gateway != null) plan.set(`${port}#ip_route_default_gateway`, fixed.gateway ?? undefined)
  if (fixed) {
    for (const path of ['esx/advanced_options/net#management_addr', 'esx/advanced_options/misc#host_IP_addr'])
      if (plan.host.settings.at(path)?.place?.row) plan.set(path, fixed.address)
  }
  if (!way.virtualSwitch || !way.portGroup) return
  const home = `esx/network_vss/switches/${way.virtualSwitch.id}`
  const group = `${home}#${pathOf([
    { name: 'port_groups', item: false },
    { name: way.portGroup.id, item: true },
  ])}`
  if (vlan !== null) plan.set(`${group}.vlan_id`, vlan)
  if (!uplinks) return
  const teaming = `${group}.policy.nic_teaming`
  plan.set(`${teaming}.active_nics`, uplinks.active)
  plan.set(`${teaming}.standby_nics`, uplinks.standby.length > 0 ? uplinks.standby : undefined)
  plan.set(`${teaming}.has_uplink_order`, true)
  const missing = [...uplinks.active, ...uplinks.standby].filter(name => !way.virtualSwitch?.uplinks.includes(name))
  if (missing.length > 0) plan.set(`${home}#bridge.nics`, [...way.virtualSwitch.uplinks, ...missing])
}
