// Two networks held against each other, and put together: everything that either has stands in one network, so that one drawing can
// show both. Parts are the same by what a host knows them by: names, UUIDs of distributed switches, keys of port groups.
import type {
  Network,
  PhysicalNic,
  PortGroup,
  Teaming,
  VirtualSwitch,
  VmkernelPort,
} from '../../../shared/model/network'
import type {
  NetworkDifferences,
  NetworkLinkDifference,
  NetworkPartDifference,
} from '../../../shared/model/network-differences'
import { type NetworkPartKind, nodeId } from '../../../shared/model/network-parts'
import { differing, type Facts, groupFacts, nicFacts, portFacts, stackFacts, switchFacts } from './network-facts'

/** The same part of both; null on the side that does not have it. */
interface Pair<T> {
  readonly a: T | null
  readonly b: T | null
}

interface SwitchPair extends Pair<VirtualSwitch> {
  /** Its id in the network of both. */
  readonly id: string
  readonly groups: readonly Pair<PortGroup>[]
}

/** What differs between two networks, the earlier one first; no parts and no links where nothing does. Throws nothing. */
export function networkDifferences(before: Network, after: Network): NetworkDifferences {
  const nics = paired(before.nics, after.nics, one => one.name)
  const switches = paired(
    before.switches,
    after.switches,
    ({ kind, id }) => `${kind} ${id}`,
    ({ kind, name }) => `${kind} ${name}`,
  ).map(
    (pair): SwitchPair => ({
      ...pair,
      id: (pair.b ?? pair.a)?.id ?? '',
      groups: paired(
        pair.a?.portGroups ?? [],
        pair.b?.portGroups ?? [],
        one => one.id,
        one => one.name,
      ),
    }),
  )
  const ports = paired(before.ports, after.ports, one => one.name)
  const stacks = paired(before.stacks, after.stacks, one => one.key)
  const parts = [
    ...nics.map(pair => part('nic', pair, ({ name }) => nodeId.nic(name), [before, after], nicFacts)),
    ...switches.flatMap(pair => [
      part('switch', pair, () => nodeId.switch(pair.id), [before, after], switchFacts),
      ...pair.groups.map(group => {
        const told = part('group', group, ({ id }) => nodeId.group(pair.id, id), [before, after], groupFacts)
        return told && { ...told, switch: (pair.b ?? pair.a)?.name ?? null }
      }),
    ]),
    ...ports.map(pair => part('port', pair, ({ name }) => nodeId.port(name), [before, after], portFacts)),
    ...stacks.map(pair => part('stack', pair, ({ key }) => nodeId.stack(key), [before, after], stackFacts)),
    managementPart(before, after),
  ]
  return {
    network: together(before, after, { nics, switches, ports }),
    parts: parts.filter(one => one !== null),
    links: [
      ...switches.flatMap(uplinkChanges),
      ...switches.flatMap(groupLinks),
      ...ports.flatMap(pair => portLinks(pair, switches)),
    ],
  }
}

/** In the order of the later list, with what only the earlier one has after it. Later keys serve what earlier ones left alone. */
function paired<T>(
  before: readonly T[],
  after: readonly T[],
  ...keys: readonly ((one: T) => string)[]
): readonly Pair<T>[] {
  const partners = new Map<T, T>()
  const taken = new Set<T>()
  for (const key of keys) {
    const free = new Map(before.filter(one => !taken.has(one)).map(one => [key(one), one]))
    for (const b of after) {
      const a = partners.has(b) ? undefined : free.get(key(b))
      if (a === undefined || taken.has(a)) continue
      partners.set(b, a)
      taken.add(a)
    }
  }
  return [
    ...after.map(b => ({ a: partners.get(b) ?? null, b })),
    ...before.filter(one => !taken.has(one)).map(a => ({ a, b: null })),
  ]
}

function part<T extends { readonly name: string }>(
  kind: NetworkPartKind,
  { a, b }: Pair<T>,
  idOf: (one: T) => string,
  [before, after]: readonly [Network, Network],
  factsOf: (one: T, network: Network) => Facts,
): NetworkPartDifference | null {
  const one = b ?? a
  if (one === null) return null
  const facts = differing(a && factsOf(a, before), b && factsOf(b, after)).filter(
    // What it is called is told above what it says.
    ({ aspect }) => aspect !== 'name' || (a !== null && b !== null),
  )
  if (a !== null && b !== null && facts.length === 0) return null
  const change = a === null ? 'added' : b === null ? 'removed' : 'changed'
  return { kind, id: idOf(one), name: one.name, switch: null, change, facts }
}

function managementPart(before: Network, after: Network): NetworkPartDifference | null {
  if (before.management === after.management) return null
  const facts = differing({ management: before.management }, { management: after.management })
  return { kind: 'host', id: nodeId.host, name: 'management', switch: null, change: 'changed', facts }
}

/** Uplinks of a switch that one side has alone, or that take over in another order. */
function uplinkChanges({ id, a, b }: SwitchPair): readonly NetworkLinkDifference[] {
  const [old, now] = [a?.uplinks ?? [], b?.uplinks ?? []]
  return [...new Set([...now, ...old])].flatMap((nic): readonly NetworkLinkDifference[] => {
    const link = { from: nodeId.nic(nic), to: nodeId.switch(id) }
    if (!old.includes(nic)) return [{ ...link, change: 'added' }]
    if (!now.includes(nic)) return [{ ...link, change: 'removed' }]
    return a && b && roleOf(a.teaming, nic) !== roleOf(b.teaming, nic) ? [{ ...link, change: 'changed' }] : []
  })
}

/** The line from its switch to a port group that came or went. */
function groupLinks({ id, groups }: SwitchPair): readonly NetworkLinkDifference[] {
  return groups.flatMap(({ a, b }): readonly NetworkLinkDifference[] => {
    const to = nodeId.group(id, (b ?? a)?.id ?? '')
    return a && b ? [] : [{ from: nodeId.switch(id), to, change: a ? 'removed' : 'added' }]
  })
}

function roleOf({ active, standby }: Teaming, nic: string): string {
  return active.includes(nic)
    ? `active ${active.indexOf(nic)}`
    : standby.includes(nic)
      ? `standby ${standby.indexOf(nic)}`
      : ''
}

/** The line from its port group to a vmkernel port that came, went, or was moved. */
function portLinks({ a, b }: Pair<VmkernelPort>, switches: readonly SwitchPair[]): readonly NetworkLinkDifference[] {
  const to = nodeId.port((b ?? a)?.name ?? '')
  const [old, now] = [a && groupNode(a, switches, 'a'), b && groupNode(b, switches, 'b')]
  if (old === now) return []
  return [
    ...(old === null ? [] : [{ from: old, to, change: 'removed' as const }]),
    ...(now === null ? [] : [{ from: now, to, change: 'added' as const }]),
  ]
}

/** The node of a port's group in the network of both; null where it is on none. */
function groupNode({ portGroup }: VmkernelPort, switches: readonly SwitchPair[], side: 'a' | 'b'): string | null {
  const group = portGroup && groupIn(portGroup, switches, side)
  return group && nodeId.group(group.switch, group.id)
}

function groupIn(
  wanted: NonNullable<VmkernelPort['portGroup']>,
  switches: readonly SwitchPair[],
  side: 'a' | 'b',
): VmkernelPort['portGroup'] {
  const home = switches.find(one => one[side]?.id === wanted.switch)
  const group = home?.groups.find(one => one[side]?.id === wanted.id)
  return home && group ? { switch: home.id, id: (group.b ?? group.a)?.id ?? '' } : null
}

interface Paired {
  readonly nics: readonly Pair<PhysicalNic>[]
  readonly switches: readonly SwitchPair[]
  readonly ports: readonly Pair<VmkernelPort>[]
}

/** Everything of both. Where a part differs it is as the later backup has it, with the uplinks of both. */
function together(before: Network, after: Network, { nics, switches, ports }: Paired): Network {
  const keys = new Set(after.stacks.map(({ key }) => key))
  return {
    nics: nics.flatMap(
      ({ a, b }) => b ?? (a ? [{ ...a, switch: switches.find(one => one.a?.id === a.switch)?.id ?? null }] : []),
    ),
    switches: switches.flatMap(({ a, b, groups }) => {
      const one = b ?? a
      if (one === null) return []
      const uplinks = [...new Set([...(b?.uplinks ?? []), ...(a?.uplinks ?? [])])]
      return [{ ...one, uplinks, portGroups: groups.flatMap(pair => pair.b ?? pair.a ?? []) }]
    }),
    ports: ports.flatMap(({ a, b }) => {
      if (b) return [b]
      return a ? [{ ...a, portGroup: a.portGroup && groupIn(a.portGroup, switches, 'a') }] : []
    }),
    stacks: [...after.stacks, ...before.stacks.filter(({ key }) => !keys.has(key))],
    management: after.management ?? before.management,
  }
}
