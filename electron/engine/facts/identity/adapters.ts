// Adapters.
import type { FactValue } from '../../../../shared/model/facts'
import type { Place } from '../../../../shared/model/place'
import { textAt } from '../../network/json'
import { CONF_COMPONENT } from '../../settings/conf-keys'
import { told } from '../values'
import type { FactModule } from '../fact'

export const adapters: FactModule = {
  id: 'identity.adapters',
  title: 'Adapters',
  reads:
    'system/device_data, or device entries of esx.conf before 7.0: names that the host gave to adapters, and where on the bus they are.',
  kind: 'list',
  first: false,
  read: ({ settings }) => {
    const stored = settings.items('esx/system/device_data').filter(({ value }) => textAt(value, 'bus_type') === 'pci')
    const listed = settings.entries.filter(({ component, group }) => component === CONF_COMPONENT && group === 'device')
    return [
      ...stored.map(entry =>
        deviceOf(textAt(entry.value, 'alias'), textAt(entry.value, 'bus_address'), null, entry.place),
      ),
      ...listed.map(entry =>
        deviceOf(textAt(entry.value, 'vmkname'), entry.name, textAt(entry.value, 'driver'), entry.place),
      ),
    ].flat()
  },
}

function deviceOf(
  name: string | null,
  bus: string | null,
  driver: string | null,
  place: Place | null,
): readonly FactValue[] {
  if (name === null) return []
  const words = [name, bus === null ? null : `at ${bus}`, driver === null ? null : `driver ${driver}`]
  return [told({ name, bus, driver }, place, { text: words.filter(word => word !== null).join(', ') })]
}
