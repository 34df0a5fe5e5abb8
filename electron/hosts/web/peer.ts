// Which user of this machine is at the other end of a loopback connection, where the system tells: Linux lists every socket with its
// owner. Needed because the address that is handed to the system's opener, token included, can be read in the list of processes.
// Source: https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'

/** An IPv4 socket, and one of IPv6 that speaks IPv4. */
const tables = ['/proc/net/tcp', '/proc/net/tcp6']
/** 127.0.0.1 as the tables write it on a little-endian machine; the IPv6 form ends in the same digits. */
const loopback = '0100007F'

/** The user id; null where the system does not tell. */
export function userOfPeer({ remotePort, localPort }: Pick<Socket, 'remotePort' | 'localPort'>): number | null {
  if (remotePort === undefined || localPort === undefined) return null
  const [theirs, ours] = [remotePort, localPort].map(port => `${loopback}:${hex(port)}`)
  for (const line of tables.flatMap(linesOf)) {
    const [, local = '', remote = '', , , , , uid] = line.trim().split(/\s+/)
    if (local.endsWith(theirs ?? '-') && remote.endsWith(ours ?? '-')) return Number(uid)
  }
  return null
}

function hex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0')
}

/** The rows of a table of the system; none where it does not have that table. */
function linesOf(table: string): readonly string[] {
  try {
    return readFileSync(table, 'utf8').split('\n').slice(1)
  } catch {
    return []
  }
}
