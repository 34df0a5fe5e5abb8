// What differs between the networks of two backups: part by part in words, and both networks put together to be drawn as one.
import type { Network } from './network'
import type { NetworkPartKind } from './network-parts'

/** What of a part differs, with its name for people. */
export const networkAspects = {
  name: 'Name',
  mac: 'MAC address',
  virtualMac: 'Virtual MAC address',
  driver: 'Driver',
  bus: 'Place on the bus',
  enabled: 'Enabled',
  switch: 'Switch',
  mtu: 'MTU',
  uplinks: 'Uplinks',
  teaming: 'Teaming',
  active: 'Active uplinks',
  standby: 'Standby uplinks',
  unused: 'Unused uplinks',
  policy: 'Load balancing',
  vlan: 'VLAN',
  group: 'Port group',
  dhcp: 'DHCP',
  ipv4: 'IPv4 address',
  ipv6: 'IPv6 addresses',
  ipv6Enabled: 'IPv6 enabled',
  gateway: 'Gateway',
  ipv6Gateway: 'IPv6 gateway',
  stack: 'TCP/IP stack',
  services: 'Services',
  hostName: 'Host name',
  domain: 'Domain',
  nameServers: 'Name servers',
  searchDomains: 'Search domains',
  routes: 'Routes',
  management: 'Carries management',
} as const
export type NetworkAspect = keyof typeof networkAspects

/** Kinds of parts in words. */
export const networkPartWords: Readonly<Record<NetworkPartKind, string>> = {
  nic: 'physical NIC',
  switch: 'virtual switch',
  group: 'port group',
  port: 'vmkernel port',
  stack: 'TCP/IP stack',
  host: 'host',
}

export type PartChange = 'added' | 'removed' | 'changed'

export interface NetworkFactDifference {
  readonly aspect: NetworkAspect
  /** In words; null on the side that does not say. */
  readonly before: string | null
  readonly after: string | null
}

/** A part that only one backup has, or that differs. */
export interface NetworkPartDifference {
  readonly kind: NetworkPartKind
  /** Its id in the network of both. */
  readonly id: string
  readonly name: string
  /** Name of the switch of a port group; null of others. */
  readonly switch: string | null
  readonly change: PartChange
  /** Of a part that only one has: everything that it says. */
  readonly facts: readonly NetworkFactDifference[]
}

/** A line of the drawing that only one backup has, or an uplink that does something else; by the ids of its ends. */
export interface NetworkLinkDifference {
  readonly from: string
  readonly to: string
  readonly change: PartChange
}

export interface NetworkDifferences {
  /** Everything that either has; what differs is as the later one has it. */
  readonly network: Network
  /** NICs, switches with their port groups, vmkernel ports, stacks. */
  readonly parts: readonly NetworkPartDifference[]
  readonly links: readonly NetworkLinkDifference[]
}
