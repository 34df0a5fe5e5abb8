// The network of a host, whichever release wrote the backup. ConfigStore and esx.conf are read alike; what ConfigStore describes it
// describes alone, since a host that has it does not read the same from esx.conf (docs/formats.md section 11).
import type { Network, VmkernelPort } from '../../../shared/model/network'
import type { Settings } from '../settings/settings'
import { fromConfigStore } from './from-config-store'
import { fromEsxConf } from './from-esx-conf'

const known = new WeakMap<Settings, Network>()

/** The network that the settings describe; empty lists where they describe none. */
export function networkOf(settings: Settings): Network {
  const before = known.get(settings)
  if (before) return before
  const stored = fromConfigStore(settings)
  const parts = stored.switches.length + stored.ports.length + stored.nics.length > 0 ? stored : fromEsxConf(settings)
  const network: Network = {
    ...parts,
    nics: parts.nics.map(nic => ({
      ...nic,
      switch: parts.switches.find(one => one.uplinks.includes(nic.name))?.id ?? null,
    })),
    management: managementPort(settings, parts.ports),
  }
  known.set(settings, network)
  return network
}

/** The port that is tagged for management; where none is (before 5.0), the one that the host names as its management interface. */
function managementPort(settings: Settings, ports: readonly VmkernelPort[]): string | null {
  const tagged = ports.find(port => port.services.includes('management'))
  if (tagged) return tagged.name
  for (const path of ['esx.conf/adv/Net#ManagementIface', 'esx/advanced_options/net#management_iface']) {
    const named = settings.at(path)?.value
    if (typeof named === 'string' && named !== '') return named
  }
  return null
}
