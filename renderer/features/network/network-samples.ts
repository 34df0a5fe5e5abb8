// A network by hand, for the tests of the map.
import type { Network, PortGroup, Teaming, VirtualSwitch, VmkernelPort } from '../../../shared/model/network'

export const teaming = (active: readonly string[], standby: readonly string[] = [], inherited = true): Teaming => ({
  active,
  standby,
  unused: [],
  policy: null,
  inherited,
})

export const portGroup = (name: string, vlan: number, uplinks: Teaming): PortGroup => ({
  id: name,
  name,
  vlan: vlan === 0 ? { kind: 'none' } : { kind: 'tagged', id: vlan },
  teaming: uplinks,
  source: { address: 'etc/vmware/esx.conf' },
})

export const virtualSwitch = (
  name: string,
  uplinks: readonly string[],
  order: Teaming,
  groups: readonly PortGroup[],
): VirtualSwitch => ({
  id: name,
  name,
  kind: 'standard',
  mtu: 1500,
  uplinks,
  teaming: order,
  portGroups: groups,
  source: null,
})

export const port = (name: string, on: { switch: string; id: string } | null, more: Partial<VmkernelPort> = {}) => ({
  name,
  enabled: true,
  portGroup: on,
  portGroupName: on?.id ?? null,
  mac: null,
  mtu: null,
  dhcp: null,
  ipv4: null,
  ipv6: [],
  ipv6Enabled: null,
  gateway: null,
  stack: 'defaultTcpipStack',
  services: [],
  source: null,
  ...more,
})

export const nic = (name: string, on: string | null = null) => ({
  name,
  mac: '00:50:56:00:00:01',
  virtualMac: null,
  driver: 'ixgben',
  bus: null,
  switch: on,
  enabled: true,
  source: null,
})

/** Two NICs in one switch, management in a VLAN with a teaming order of its own, and a NIC that nobody uses. */
export const simple: Network = {
  nics: [nic('vmnic0', 'vSwitch0'), nic('vmnic1', 'vSwitch0'), nic('vmnic2')],
  switches: [
    virtualSwitch('vSwitch0', ['vmnic0', 'vmnic1'], teaming(['vmnic0', 'vmnic1']), [
      portGroup('Virtual machines', 0, teaming(['vmnic0', 'vmnic1'])),
      portGroup('Management', 20, teaming(['vmnic1'], ['vmnic0'], false)),
    ]),
  ],
  ports: [
    port(
      'vmk0',
      { switch: 'vSwitch0', id: 'Management' },
      {
        ipv4: { address: '192.0.2.10', netmask: '255.255.255.0' },
        services: ['management'],
      },
    ),
  ],
  stacks: [],
  management: 'vmk0',
}
