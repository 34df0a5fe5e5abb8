// Observations under their rules, as a filter leaves them. Pure.
import type { Observation } from '../../../shared/model/observation'

export interface RuleGroup extends Pick<Observation, 'rule' | 'title' | 'reason'> {
  /** At least one. */
  readonly observations: readonly Observation[]
}

/** Those that have all words of the filter, in whatever case, in the rule, the message or the place; in the order of the rules. */
export function byRule(
  observations: readonly Observation[],
  filter: string,
): { readonly groups: readonly RuleGroup[]; readonly matches: number } {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, Observation[]>()
  let matches = 0
  for (const one of observations) {
    const { rule, title, message, place } = one
    const within = `${rule} ${title} ${message} ${place?.address ?? ''} ${place?.setting ?? ''}`.toLowerCase()
    if (!words.every(word => within.includes(word))) continue
    matches += 1
    groups.set(rule, [...(groups.get(rule) ?? []), one])
  }
  return {
    groups: [...groups.values()].flatMap(list => {
      const [first] = list
      return first ? [{ rule: first.rule, title: first.title, reason: first.reason, observations: list }] : []
    }),
    matches,
  }
}
