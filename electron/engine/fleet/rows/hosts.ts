// The row of the host itself, and the facts of its card one by one. What is null in the one may have several values in the other.
import type { Fact, FactGroup } from '../../../../shared/model/facts'
import type { HostCard } from '../../../../shared/model/host-card'
import { isJsonObject, type Json } from '../../../../shared/model/json'
import type { Row } from '../tables'
import { placed } from './place'

/** One row. `whole` is false where a layer of the host is damaged. */
export function hostRow(card: HostCard, path: string, whole: boolean): Row<'hosts'> {
  const { groups, shape, encryption, savedAt, entries, size, sha256, uuid } = card
  const all = (id: string) => dataOf(groups, id)
  const first = (id: string) => all(id)[0] ?? null
  const text = (id: string) => textOf(first(id))
  const texts = (id: string) => {
    const found = all(id).flatMap(one => textOf(one) ?? [])
    return found.length === 0 ? null : found
  }
  return {
    path,
    sha256,
    size,
    shape,
    encryption,
    whole,
    saved_at: savedAt,
    entries,
    uuid,
    firmware_uuid: text('identity.firmware-uuid'),
    release: card.release,
    build: text('identity.build'),
    acceptance_level: text('security.acceptance-level'),
    management_port: text('management.interface'),
    management_address: card.managementAddress,
    management_netmask: text('management.netmask'),
    management_gateway: text('management.gateway'),
    management_vlan: text('management.vlan'),
    name_servers: texts('management.name-servers'),
    time_servers: texts('time.servers'),
    syslog_targets: texts('time.syslog-target'),
    ssh_enabled: flagOf(first('access.ssh')),
    ssh_from_everywhere: isOpen(first('access.ssh-firewall')),
    shell_enabled: flagOf(first('access.shell')),
    lockdown: text('access.lockdown'),
    domain_joined: text('access.active-directory'),
    machines: all('machines.registered').length,
  }
}

/** A row for each value of each fact. */
export function* cardRows(groups: readonly FactGroup[]): Iterable<Row<'card_facts'>> {
  for (const { id: group, facts } of groups) for (const fact of facts) yield* valuesOf(group, fact)
}

function* valuesOf(group: string, { id, title, values }: Fact): Iterable<Row<'card_facts'>> {
  for (const [index, { data, text, attention, source }] of values.entries())
    yield {
      fact: id,
      fact_group: group,
      title,
      item: index + 1,
      value: JSON.stringify(data),
      words: text,
      attention,
      ...placed(source),
    }
}

function dataOf(groups: readonly FactGroup[], id: string): readonly Json[] {
  return groups.flatMap(({ facts }) =>
    facts.filter(fact => fact.id === id).flatMap(({ values }) => values.map(one => one.data)),
  )
}

function textOf(value: Json): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : null
}

function flagOf(value: Json): boolean | null {
  return typeof value === 'boolean' ? value : null
}

/** Of the fact `access.ssh-firewall`: `from` is null for every address. */
function isOpen(value: Json): boolean | null {
  return isJsonObject(value) ? value.enabled === true && value.from === null : null
}
