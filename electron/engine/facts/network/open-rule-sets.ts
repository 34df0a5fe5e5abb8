// Open firewall rule sets.
import { ruleSets } from '../rule-sets'
import { told } from '../values'
import type { FactModule } from '../fact'

export const openRuleSets: FactModule = {
  id: 'network.open-rule-sets',
  title: 'Open firewall rule sets',
  reads: 'Rule sets that are enabled, and for which addresses.',
  kind: 'list',
  first: false,
  read: host =>
    ruleSets(host)
      .filter(({ enabled }) => enabled)
      .map(set =>
        told({ name: set.name, from: set.from }, set.place, {
          text: set.from === null ? set.name : `${set.name} from ${set.from.join(', ') || 'nowhere'}`,
        }),
      ),
}
