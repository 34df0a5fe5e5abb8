/** The management network as it shall be. */
export interface WantedNetwork {
  readonly dhcp: boolean
  /** Null with DHCP. */
  readonly fixed: { readonly address: string; readonly netmask: string; readonly gateway: string | null } | null
  /** Null where it stays. */
  readonly vlan: number | null
  readonly nameServers: readonly string[] | null
  readonly uplinks: { readonly active: readonly string[]; readonly standby: readonly string[] } | null
}
