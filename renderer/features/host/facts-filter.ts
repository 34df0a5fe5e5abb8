// Which facts of the card are shown: what matters first, or all that match what was typed.
import type { Fact, FactGroup } from '../../../shared/model/facts'

export interface ShownGroup {
  readonly group: FactGroup
  readonly facts: readonly Fact[]
  /** Facts that are folded away. */
  readonly hidden: number
}

/** The groups as they are to be drawn. `unfolded`: ids of groups that show all of theirs. A filter looks into every fact and drops
 * groups without a match. */
export function shownGroups(
  groups: readonly FactGroup[],
  filter: string,
  unfolded: ReadonlySet<string>,
): readonly ShownGroup[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  if (words.length > 0) {
    return groups.flatMap(group => {
      const facts = group.facts.filter(fact => words.every(word => textOf(group, fact).includes(word)))
      return facts.length > 0 ? [{ group, facts, hidden: 0 }] : []
    })
  }
  return groups.map(group => {
    if (unfolded.has(group.id)) return { group, facts: group.facts, hidden: 0 }
    // What needs a second look is never folded away.
    const facts = group.facts.filter(fact => fact.first || fact.values.some(value => value.attention))
    return { group, facts, hidden: group.facts.length - facts.length }
  })
}

/** Everything that a filter may be about, in lower case. */
function textOf(group: FactGroup, fact: Fact): string {
  const values = fact.values.flatMap(({ text, source }) => [text, source?.address ?? '', source?.setting ?? ''])
  return [group.title, fact.title, fact.id, ...values].join('\n').toLowerCase()
}

/** Whether a fact stands in several places that say different things. */
export function disagrees(fact: Fact): boolean {
  return fact.kind === 'one' && new Set(fact.values.map(value => value.text)).size > 1
}

/** All shown facts as plain text, to be pasted into a ticket. */
export function asText(groups: readonly ShownGroup[], absent: string): string {
  return groups
    .map(({ group, facts }) => {
      const lines = facts.map(fact => `  ${fact.title}: ${fact.values.map(value => value.text).join('; ') || absent}`)
      return [group.title, ...lines].join('\n')
    })
    .join('\n\n')
}
