// Devices seen.
import { numberAt } from '../../network/json'
import { timeText, told } from '../values'
import type { FactModule } from '../fact'

export const devices: FactModule = {
  id: 'storage.devices',
  title: 'Devices seen',
  reads: 'storage/devices_access of ConfigStore: storage devices and when they were last there.',
  kind: 'list',
  first: false,
  read: ({ settings }) =>
    settings.items('esx/storage/devices_access').map(({ value, identifier, place }) => {
      const seen = numberAt(value, 'last_seen')
      const date = seen === null || seen > 8.64e12 ? null : new Date(seen * 1000).toISOString()
      return told({ device: identifier, lastSeen: date }, place, {
        text: date === null ? identifier : `${identifier}, last seen ${timeText(date)}`,
      })
    }),
}
