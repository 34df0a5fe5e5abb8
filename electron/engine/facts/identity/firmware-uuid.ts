// Firmware UUID.
import { manifestField } from '../manifest'
import type { FactModule } from '../fact'

export const firmwareUuid: FactModule = {
  id: 'identity.firmware-uuid',
  title: 'Firmware UUID',
  reads: "UUID of a configBundle's Manifest.txt, which restoring compares with the machine.",
  kind: 'one',
  first: false,
  read: host => manifestField(host, 'UUID'),
}
