// Adapters in esx.conf (docs/formats.md section 11): `/net/pnic`, the uplinks of `/net/vswitch`, and the names of places on the bus in `/device`
// and `/vmkdevmgr`.
import type { Successor } from './adapter-order'
import { placeLike, placeOf, placeWordIn } from './adapter-place'
import { dropItems } from './conf-list'
import type { Plan } from './plan'

/** Adds what differs; names and MACs of adapters elsewhere are told. */
export function adaptersInConf(plan: Plan, successors: readonly Successor[]): void {
  const byName = new Map(successors.map(one => [one.nic.name, one]))
  const byMac = new Map(successors.map(one => [one.nic.mac?.toLowerCase(), one]))
  for (const [key, value] of plan.conf()) {
    const named = byName.get(value)
    if (named && named.name !== value) moveName(plan, key, named)
    const old = byMac.get(value.toLowerCase())
    if (old) moveMac(plan, key, old)
  }
  dropUplinks(plan, successors)
  movePlaces(plan, successors)
}

const isPlaceKey = (key: string) => /^\/(device|vmkdevmgr)\//.test(key)

function moveName(plan: Plan, key: string, { nic, name }: Successor): void {
  if (isPlaceKey(key)) return
  if (!key.startsWith('/net/')) {
    plan.note(`${key} of esx.conf names ${nic.name}, which is called otherwise after the change; it stays.`)
    return
  }
  if (name !== null) plan.key(key, name)
}

function moveMac(plan: Plan, key: string, { nic, name, mac }: Successor): void {
  if (mac === null || mac === nic.mac?.toLowerCase() || name === null) return
  const item = key.slice(0, key.lastIndexOf('/'))
  if (/^\/net\/pnic\/child\[\d+\]\/mac$/.test(key) && plan.conf().get(`${item}/name`) === nic.name) plan.key(key, mac)
  else if (/^\/net\/vmkernelnic\/child\[\d+\]\/mac$/.test(key)) plan.key(key, mac)
  else plan.note(`${key} of esx.conf has the old MAC of ${nic.name} as well; it stays.`)
}

/** Adapters that nothing takes the place of are not uplinks, and not in the list of adapters. */
function dropUplinks(plan: Plan, successors: readonly Successor[]): void {
  const gone = new Set(successors.filter(({ name }) => name === null).map(({ nic }) => nic.name))
  if (gone.size === 0) return
  const dropped = new Map<string, Set<number>>()
  for (const [key, value] of plan.conf()) {
    const [, list, number] =
      /^(\/net\/vswitch\/.*\/uplinks(?:\/child)?)\[(\d+)\]\/pnic$/.exec(key) ??
      /^(\/net\/pnic\/child)\[(\d+)\]\/name$/.exec(key) ??
      []
    if (list !== undefined && gone.has(value)) dropped.set(list, (dropped.get(list) ?? new Set()).add(Number(number)))
  }
  for (const [list, indexes] of dropped) {
    dropItems(plan, list, index => indexes.has(index))
    const limit = list.replace(/\/uplinks(\/child)?$/, '/maxActive')
    const active = Number(plan.conf().get(limit))
    // The first of the order are active.
    if (limit !== list && active > 0)
      plan.key(limit, String(active - [...indexes].filter(index => index < active).length))
  }
}

/** A key has the place in one of its segments, and the name as its value. */
function movePlaces(plan: Plan, successors: readonly Successor[]): void {
  const now = plan.conf()
  const moves: { readonly name: string; readonly from: string; readonly to: string; readonly place: string }[] = []
  const names = new Set(successors.map(({ name }) => name))
  for (const { nic, name, place } of successors) {
    if (name === null || place === null) continue
    const own = (alias: string) =>
      [...now].filter(([key, value]) => value === alias && isPlaceKey(key)).map(([key]) => key)
    const keys = own(name).length > 0 ? own(name) : names.has(nic.name) ? [] : own(nic.name)
    for (const from of keys) {
      const word = placeWordIn(from)
      if (word === null) {
        plan.note(`${from} of esx.conf does not say where on the PCI bus ${name} is; it stays.`)
        continue
      }
      moves.push({ name, from, to: from.replace(word, placeLike(word, place)), place })
    }
  }
  const leaving = new Set(moves.map(({ from }) => from))
  const holders = new Map(
    [...now]
      .filter(([key]) => isPlaceKey(key) && /\/(vmkname|alias)$/.test(key) && !leaving.has(key))
      .map(([key, holder]) => [placeOf(placeWordIn(key) ?? ''), holder]),
  )
  const free = moves.filter(({ name, place }) => {
    const holder = holders.get(place)
    if (holder !== undefined)
      plan.note(`${place} belongs to ${holder} in this backup: the place of ${name} stays as it is.`)
    return holder === undefined
  })
  for (const { from } of free) plan.key(from, null)
  for (const { name, to } of free) plan.key(to, name)
}
