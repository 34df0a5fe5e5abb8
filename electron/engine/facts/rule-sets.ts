// Rule sets of the firewall: `network/firewall_rule_sets` of ConfigStore, `/firewall/services` of esx.conf before.
import { isJsonObject } from '../../../shared/model/json'
import type { Place } from '../../../shared/model/place'
import { at, flagAt, numberAt, objectsAt, textAt } from '../network/json'
import type { HostView } from './host-view'

export interface RuleSet {
  readonly name: string
  readonly enabled: boolean
  /** Addresses it is open for; null for every one. */
  readonly from: readonly string[] | null
  readonly place: Place | null
}

/** Every rule set whose state the backup holds. */
export function ruleSets({ settings }: HostView): readonly RuleSet[] {
  const stored = settings.items('esx/network/firewall_rule_sets').flatMap((entry): RuleSet[] => {
    const enabled = flagAt(entry.value, 'enabled')
    if (enabled === null) return []
    const ranges = objectsAt(entry.value, 'allowed_ips').map(({ address, prefix_length: length }) => {
      const bits = numberAt(length)
      return `${textAt(address) ?? ''}${bits === null ? '' : `/${bits}`}`
    })
    const from = flagAt(entry.value, 'allow_all_ip') === false ? ranges : null
    return [{ name: entry.identifier, enabled, from, place: entry.place }]
  })
  if (stored.length > 0) return stored
  const services = settings.entry('esx.conf/firewall/services')
  if (!services || !isJsonObject(services.value)) return []
  return Object.entries(services.value).flatMap(([name, value]): RuleSet[] => {
    const enabled = flagAt(value, 'enabled')
    if (enabled === null) return []
    const allowed = at(value, 'allowedip')
    const ranges = Array.isArray(allowed) ? allowed.filter(one => typeof one === 'string') : []
    const from = flagAt(value, 'allowedall') === false ? ranges : null
    return [{ name, enabled, from, place: services.placeAt(name) }]
  })
}
