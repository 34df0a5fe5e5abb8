// Facts by their ids, for tests.
import type { Document } from '../../electron/engine/document/document'
import { hostCard } from '../../electron/engine/facts/host-card'
import type { FactGroup, FactValue } from '../../shared/model/facts'
import { backupOf } from './stores'

const valuesOf = (groups: readonly FactGroup[], id: string): readonly FactValue[] =>
  groups.flatMap(group => group.facts).find(fact => fact.id === id)?.values ?? []
/** The facts of a document's card, by their ids. */
export async function factsOf(document: Document) {
  const { groups, findings } = await hostCard(document)
  return {
    groups,
    findings,
    data: (id: string) => valuesOf(groups, id).map(value => value.data),
    texts: (id: string) => valuesOf(groups, id).map(value => value.text),
    values: (id: string) => valuesOf(groups, id),
  }
}
/** The same of a small backup with these files. */
export const factsIn = async (files: Readonly<Record<string, string | Uint8Array>>) =>
  factsOf(await backupOf({ files }))
