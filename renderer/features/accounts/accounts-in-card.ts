// The accounts of a host, as its card tells them.
import type { HostCard } from '../../../shared/model/host-card'
import { isJsonObject } from '../../../shared/model/json'

export interface ShownAccount {
  readonly name: string
  readonly state: 'set' | 'locked' | 'empty' | 'not known'
}

const states: readonly ShownAccount['state'][] = ['set', 'locked', 'empty']

/** Login names with the state of their passwords, in the order of the card. */
export function accountsInCard({ groups }: HostCard): readonly ShownAccount[] {
  const fact = groups.flatMap(group => group.facts).find(({ id }) => id === 'access.accounts')
  return (fact?.values ?? []).flatMap(({ data }) => {
    if (!isJsonObject(data) || typeof data.name !== 'string') return []
    return [{ name: data.name, state: states.find(state => state === data.passwordState) ?? 'not known' }]
  })
}
