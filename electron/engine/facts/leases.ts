// etc/dhclient-<port>.leases: what DHCP gave; the last lease is the one that counts.
import type { Place } from '../../../shared/model/place'
import type { HostView } from './host-view'

export interface Lease {
  readonly address: string | null
  readonly netmask: string | null
  readonly gateway: string | null
  readonly server: string | null
  readonly place: Place
}

/** The last lease of a vmkernel port; null where there is none. */
export function lastLease(host: HostView, port: string): Lease | null {
  const file = host.file(`etc/dhclient-${port}.leases`)
  const start = file?.lines.findLastIndex(line => /^\s*lease\s*\{/.test(line)) ?? -1
  if (!file || start < 0) return null
  const lines = file.lines.slice(start)
  const field = (name: string) => {
    const line = lines.find(one => one.trim().startsWith(`${name} `))
    return line?.trim().slice(name.length).replace(/[;"]/g, '').trim() ?? null
  }
  const address = lines.findIndex(line => line.trim().startsWith('fixed-address '))
  return {
    address: field('fixed-address'),
    netmask: field('option subnet-mask'),
    gateway: field('option routers'),
    server: field('option dhcp-server-identifier'),
    place: file.place(start + 1 + Math.max(address, 0)),
  }
}
