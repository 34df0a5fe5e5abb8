// Boot facts.
import { told } from '../values'
import type { FactModule } from '../fact'

export const bootFacts: FactModule = {
  id: 'backup.boot-facts',
  title: 'Boot facts',
  reads: 'KVTable of ConfigStore.',
  kind: 'list',
  first: false,
  read: ({ settings }) =>
    settings.keyValues.map(({ key, value, place }) => told({ key, value }, place, { text: `${key} = ${value}` })),
}
