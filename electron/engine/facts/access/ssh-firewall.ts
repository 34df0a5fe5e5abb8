// SSH through the firewall.
import { ruleSets } from '../rule-sets'
import { told } from '../values'
import type { FactModule } from '../fact'

export const sshFirewall: FactModule = {
  id: 'access.ssh-firewall',
  title: 'SSH through the firewall',
  reads: 'The rule set sshServer.',
  kind: 'one',
  first: true,
  read: host =>
    ruleSets(host)
      .filter(({ name }) => name === 'sshServer')
      .map(({ enabled, from, place }) =>
        told({ enabled, from }, place, {
          text: enabled
            ? `open${from === null ? ' for every address' : ` for ${from.join(', ') || 'no address'}`}`
            : 'closed',
        }),
      ),
}
