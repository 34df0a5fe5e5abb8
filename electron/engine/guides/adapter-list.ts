// Adapters as they are listed on a host, pasted or typed: esxcfg-nics -l, esxcli network nic list, lspci, or a name and a MAC a line.
import { badAnswer, linesOf } from './guide'

export interface ListedAdapter {
  readonly name: string
  /** In small letters; null where the list has none, as that of lspci. */
  readonly mac: string | null
  /** On the PCI bus in hex, such as `0000:02:00.0`; null where the list does not say. */
  readonly place: string | null
}

/**
 * Every line with an adapter, by its name. Other words do not count.
 * Throws ANSWER about `question` for a line whose MAC cannot be, and for a name or a MAC that stands twice.
 */
export function listedAdapters(answer: string | undefined, question: string): ReadonlyMap<string, ListedAdapter> {
  const listed = new Map<string, ListedAdapter>()
  const taken = new Map<string, string>()
  for (const line of linesOf(answer)) {
    const name = /\bvmnic\d+\b/.exec(line)?.[0]
    if (name === undefined) continue
    if (listed.has(name)) throw badAnswer(question, `${name} is listed twice.`)
    const mac = macIn(line)
    if (mac === null && !isOfLspci(line))
      throw badAnswer(question, `There is no MAC in the line of ${name}, such as 00:50:56:01:02:03.`)
    if (mac !== null && (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1)
      throw badAnswer(question, `${mac} is a group address, not that of an adapter.`)
    const other = mac === null ? undefined : taken.get(mac)
    if (other !== undefined) throw badAnswer(question, `${other} and ${name} cannot both have ${mac}.`)
    if (mac !== null) taken.set(mac, name)
    const [place] = /(?<![0-9a-f:])[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\b/i.exec(line) ?? []
    listed.set(name, { name, mac, place: place?.toLowerCase() ?? null })
  }
  return listed
}

function macIn(line: string): string | null {
  const [, mac] = /(?:^|\s)((?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2})(?:\s|$)/i.exec(line) ?? []
  return mac?.replaceAll('-', ':').toLowerCase() ?? null
}

/** Such as `0000:02:00.0 Ethernet controller: … [vmnic0]`, or `0000:02:00.0 Class 0200: … [vmnic0]`. */
function isOfLspci(line: string): boolean {
  return /^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7] .*\[vmnic\d+\]$/i.test(line)
}
