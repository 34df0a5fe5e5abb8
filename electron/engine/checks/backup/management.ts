import { managementPath } from '../../facts/management-path'
import { bitsOf, isIPv4, isIPv6, isNetmask } from '../../network/addresses'
import type { BackupCheck, Found } from '../check'

export const management: BackupCheck<'management'> = {
  id: 'management',
  about: 'backup',
  severity: 'error',
  explanation:
    'The host is reached by a vmkernel port on a port group of a switch that has an uplink; addresses and masks are what they should be, its gateway lies in its own subnet, and no address is there twice.',
  source: 'docs/formats.md sections 7 and 11; RFC 4632',
  run({ host }) {
    if (!host || host.network.ports.length === 0) return []
    const { network } = host
    const { port, portGroup, virtualSwitch, stack } = managementPath(host)
    const remedy = 'Change the management network, by the guided change of that name.'
    if (!port)
      return [
        { severity: 'warning', message: 'No interface is marked for management: the host may not be reached.', remedy },
      ]
    const found: Found[] = []
    const at = port.source ? { place: port.source } : {}
    const add = (message: string, more: Partial<Found> = {}) => found.push({ ...at, message, remedy, ...more })
    if (port.enabled === false) add(`${port.name}, which carries management, is switched off.`)
    if (port.portGroupName !== null && !port.portGroup && network.switches.some(({ kind }) => kind === 'standard'))
      add(`${port.name} is on the port group ${port.portGroupName}, and no switch of this backup has it.`)
    if (portGroup && virtualSwitch?.kind === 'standard') {
      const used = [...portGroup.teaming.active, ...portGroup.teaming.standby]
      if (used.length === 0)
        add(`The port group ${portGroup.name} of ${port.name} has no uplink, so nobody outside reaches it.`)
      for (const name of used)
        if (network.nics.length > 0 && !network.nics.some(nic => nic.name === name))
          add(`${name} is an uplink of management, and no adapter of this backup has that name.`, {
            severity: 'warning',
          })
    }
    if (port.dhcp !== true && !port.ipv4 && port.ipv6.length === 0 && port.dhcp === false)
      add(`${port.name} has neither a fixed address nor DHCP.`)
    const gateway = port.gateway ?? stack?.gateway ?? null
    for (const one of network.ports) {
      const told = one.source ? { place: one.source } : {}
      if (one.ipv4 && !isIPv4(one.ipv4.address))
        found.push({
          ...told,
          message: `${one.name} has the address ${one.ipv4.address}, which is not an IPv4 address.`,
          remedy,
        })
      if (one.ipv4?.netmask && !isNetmask(one.ipv4.netmask))
        found.push({
          ...told,
          message: `${one.name} has the netmask ${one.ipv4.netmask}, which is not a netmask.`,
          remedy,
        })
    }
    if (gateway !== null && !isIPv4(gateway) && !isIPv6(gateway))
      add(`The gateway of ${port.name} is ${gateway}, which is not an address.`)
    if (port.ipv4?.netmask && gateway !== null && !sameSubnet(port.ipv4.address, gateway, port.ipv4.netmask))
      add(`The gateway ${gateway} is not in the subnet of ${port.name} (${port.ipv4.address}, ${port.ipv4.netmask}).`, {
        severity: 'warning',
      })
    const fixed = network.ports.flatMap(one =>
      one.ipv4 ? [{ name: one.name, address: one.ipv4.address, source: one.source }] : [],
    )
    for (const [index, { name, address, source }] of fixed.entries()) {
      const other = fixed.slice(0, index).find(one => one.address === address)
      if (other)
        found.push({
          ...(source && { place: source }),
          message: `${name} and ${other.name} have the same address, ${address}.`,
          remedy,
        })
    }
    return found
  },
}

function sameSubnet(a: string, b: string, mask: string): boolean {
  if (![a, b, mask].every(isIPv4)) return true
  return ((bitsOf(a) ^ bitsOf(b)) & bitsOf(mask)) === 0
}
