// The network of a host as plain data, from whichever files its release keeps it in: physical NICs, virtual switches with their port
// groups, vmkernel ports, TCP/IP stacks. What a backup does not say is null.
import type { Place } from './place'

/** Where in the backup a part of the network stands; null for what exists by default alone. */
interface Placed {
  readonly source: Place | null
}

/** A network adapter of the machine, such as `vmnic0`. */
export interface PhysicalNic extends Placed {
  readonly name: string
  readonly mac: string | null
  readonly virtualMac: string | null
  readonly driver: string | null
  /** Place on the bus, as the host names it. */
  readonly bus: string | null
  /** Id of the switch it is an uplink of; null where it is unused. */
  readonly switch: string | null
  /** False: set down by the administrator. */
  readonly enabled: boolean | null
}

/** Which VLAN frames belong to. `trunk`: several, tagged by the guest; `none`: untagged. */
export type Vlan =
  | { readonly kind: 'none' }
  | { readonly kind: 'tagged'; readonly id: number }
  | { readonly kind: 'trunk'; readonly ranges: readonly (readonly [number, number])[] }
  | { readonly kind: 'private'; readonly id: number }
  | { readonly kind: 'unknown' }

/** Which uplinks carry traffic, in the order in which they take over. */
export interface Teaming {
  readonly active: readonly string[]
  readonly standby: readonly string[]
  /** Uplinks of the switch that are neither. */
  readonly unused: readonly string[]
  /** Load balancing in the words of ConfigStore, such as `LOADBALANCE_SRCID`; null where the file says nothing. */
  readonly policy: string | null
  /** True where a port group follows its switch. */
  readonly inherited: boolean
}

export interface PortGroup extends Placed {
  /** Unique in its switch. */
  readonly id: string
  readonly name: string
  readonly vlan: Vlan
  readonly teaming: Teaming
}

export interface VirtualSwitch extends Placed {
  /** Unique in the host: the name of a standard switch, the UUID of a distributed one. */
  readonly id: string
  readonly name: string
  readonly kind: 'standard' | 'distributed'
  /** Bytes. */
  readonly mtu: number | null
  /** Names of physical NICs, in the order of the file. */
  readonly uplinks: readonly string[]
  readonly teaming: Teaming
  readonly portGroups: readonly PortGroup[]
}

/** A port of the host itself, such as `vmk0`. */
export interface VmkernelPort extends Placed {
  readonly name: string
  readonly enabled: boolean | null
  /** Null where it hangs on a switch that this backup does not describe. */
  readonly portGroup: { readonly switch: string; readonly id: string } | null
  /** The port group as the file names it, also where there is none of that name. */
  readonly portGroupName: string | null
  readonly mac: string | null
  readonly mtu: number | null
  readonly dhcp: boolean | null
  /** Fixed address; null where it comes from DHCP. */
  readonly ipv4: { readonly address: string; readonly netmask: string | null } | null
  readonly ipv6: readonly { readonly address: string; readonly prefixLength: number | null }[]
  readonly ipv6Enabled: boolean | null
  /** Gateway of its own, instead of that of the stack. */
  readonly gateway: string | null
  /** Key of its TCP/IP stack. */
  readonly stack: string | null
  /** What it is used for, such as `management` and `vmotion`. */
  readonly services: readonly string[]
}

export interface NetStack extends Placed {
  readonly key: string
  readonly name: string
  readonly hostName: string | null
  readonly domain: string | null
  readonly nameServers: readonly string[]
  readonly searchDomains: readonly string[]
  readonly gateway: string | null
  readonly ipv6Gateway: string | null
  /** Whether gateway and name servers come from DHCP. */
  readonly dhcp: boolean | null
  readonly routes: readonly { readonly network: string; readonly gateway: string | null }[]
}

export interface Network {
  readonly nics: readonly PhysicalNic[]
  readonly switches: readonly VirtualSwitch[]
  readonly ports: readonly VmkernelPort[]
  readonly stacks: readonly NetStack[]
  /** Name of the vmkernel port that carries management; null where it is not known. */
  readonly management: string | null
}
