// The network of a host, whichever release wrote the backup. ConfigStore and esx.conf are read alike; what ConfigStore describes it
// describes alone, since a host that has it does not read the same from esx.conf (docs/formats.md section 11).
import type { Network, VirtualSwitch, VmkernelPort } from '../../../shared/model/network'
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
  const switches = parts.switches.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || byName(a, b))
  const network: Network = {
    switches,
    stacks: parts.stacks,
    ports: parts.ports.toSorted(byName),
    nics: parts.nics.toSorted(byName).map(nic => ({
      ...nic,
      switch: switches.find(one => one.uplinks.includes(nic.name))?.id ?? null,
    })),
    management: managementPort(settings, parts.ports),
  }
  known.set(settings, network)
  return network
}

const kinds: readonly VirtualSwitch['kind'][] = ['standard', 'distributed']

/** In the order of people: vmnic10 after vmnic2. */
function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  const [left, right] = [a, b].map(({ name }) => /^(.*?)(\d*)$/s.exec(name) ?? ['', name, ''])
  const [first = '', second = ''] = [left?.[1], right?.[1]]
  if (first !== second) return first < second ? -1 : 1
  return Number(left?.[2]) - Number(right?.[2])
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
