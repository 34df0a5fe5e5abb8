// etc/hosts and etc/resolv.conf, as the host writes them: an address with its names, a keyword with its words. Remarks and blanks stay.
import type { Plan } from './plan'

const HOSTS_PATH = 'etc/hosts'

/** Puts another address where the old one stands. */
export function moveAddress(plan: Plan, old: string, now: string): void {
  plan.eachLine(HOSTS_PATH, line => {
    const [first = ''] = line.split(/\s/, 1)
    return first === old ? now + line.slice(first.length) : line
  })
}

/** Puts other names where the old ones stand: words of a line, after its address. */
export function renameHost(plan: Plan, names: ReadonlyMap<string, string>): void {
  plan.eachLine(HOSTS_PATH, line => {
    if (line.startsWith('#')) return line
    const [address = ''] = line.split(/\s/, 1)
    const rest = line.slice(address.length)
    return address + rest.replaceAll(/[^\s#]+/g, word => names.get(word) ?? word)
  })
}

/** Puts these name servers where others stand, in the order given; a file without any gets them at its beginning. */
export function setNameServers(plan: Plan, servers: readonly string[]): void {
  const path = 'etc/resolv.conf'
  const text = plan.text(path)
  if (text === null) return
  const wanted = servers.map(server => `nameserver ${server}\n`).join('')
  let placed = false
  plan.eachLine(path, line => {
    if (!/^\s*nameserver\s/.test(line)) return line
    if (placed) return null
    placed = true
    return wanted
  })
  if (!placed) plan.put(path, wanted + text)
}
