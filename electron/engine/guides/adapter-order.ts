// Which adapter of the new hardware takes the place of which of the backup: by hand, else the one with its MAC, else the one with its name.
import type { PhysicalNic } from '../../../shared/model/network'
import type { ListedAdapter } from './adapter-list'
import { badAnswer } from './guide'

export interface Successor {
  readonly nic: PhysicalNic
  /** Name on the new hardware; null where nothing takes its place. */
  readonly name: string | null
  /** In small letters; null where neither list nor backup has one. */
  readonly mac: string | null
  /** From the list; null where it does not say. */
  readonly place: string | null
  readonly reason: 'by hand' | 'MAC' | 'name' | 'not listed' | 'not known'
}

/** What is written for no adapter. */
export const NOBODY = 'none'

/**
 * A successor for each adapter of the backup, in its order, `not known` where neither order nor list says it. `order` is lines or words such as `vmnic0 vmnic2` and `vmnic1=none`.
 * Throws ANSWER about `question` for an order that cannot be.
 */
export function successorsOf(
  nics: readonly PhysicalNic[],
  listed: ReadonlyMap<string, ListedAdapter>,
  order: string | undefined,
  question: string,
): readonly Successor[] {
  const byHand = pairsIn(order, question)
  const taken = new Map<string, string>()
  const found = new Map<string, { readonly name: string | null; readonly reason: Successor['reason'] }>()
  const give = (nic: PhysicalNic, name: string | null, reason: Successor['reason']) => {
    if (found.has(nic.name) || (name !== null && taken.has(name))) return
    if (name !== null) taken.set(name, nic.name)
    found.set(nic.name, { name, reason })
  }
  for (const [old, name] of byHand) {
    const nic = nics.find(one => one.name === old)
    if (!nic) throw badAnswer(question, `This backup has no adapter ${old}.`)
    if (name !== null && !listed.has(name))
      throw badAnswer(question, `${name} is not in the list of adapters: add a line with its MAC.`)
    const other = name === null ? undefined : taken.get(name)
    if (other !== undefined) throw badAnswer(question, `${name} cannot take the place of both ${other} and ${old}.`)
    give(nic, name, 'by hand')
  }
  for (const nic of nics) {
    const same = [...listed.values()].find(({ mac }) => mac !== null && mac === nic.mac?.toLowerCase())
    if (same) give(nic, same.name, 'MAC')
  }
  for (const nic of nics) if (listed.has(nic.name)) give(nic, nic.name, 'name')
  for (const nic of nics) if (!listed.has(nic.name)) give(nic, nic.name, 'not listed')
  return nics.map(nic => {
    const { name, reason } = found.get(nic.name) ?? { name: null, reason: 'not known' as const }
    const target = name === null ? undefined : listed.get(name)
    return { nic, name, reason, mac: target?.mac ?? nic.mac?.toLowerCase() ?? null, place: target?.place ?? null }
  })
}

function pairsIn(order: string | undefined, question: string): ReadonlyMap<string, string | null> {
  const pairs = new Map<string, string | null>()
  const pair = /(?<![\w-])(vmnic\d{1,4})[ \t]{0,9}(?:=|->|→|[ \t:])[ \t]{0,9}(vmnic\d{1,4}|none)(?![\w-])/g
  const text = order ?? ''
  const rest = text.replace(pair, (_, old: string, name: string) => {
    if (pairs.has(old)) throw badAnswer(question, `${old} stands twice.`)
    pairs.set(old, name === NOBODY ? null : name)
    return ''
  })
  const strange = /[^\s,;]+/.exec(rest)?.[0]
  if (strange !== undefined)
    throw badAnswer(
      question,
      `"${strange.slice(0, 60)}" is not a pair of adapters, such as vmnic0 vmnic2 or vmnic0 ${NOBODY}.`,
    )
  return pairs
}
