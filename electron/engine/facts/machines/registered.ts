// Registered machines.
import { machinesOf } from '../machines-file'
import { told } from '../values'
import type { FactModule } from '../fact'

export const registeredMachines: FactModule = {
  id: 'machines.registered',
  title: 'Registered machines',
  reads: 'etc/vmware/hostd/vmInventory.xml.',
  kind: 'list',
  first: true,
  read: host => machinesOf(host).map(({ id, path, place }) => told({ id, path }, place, { text: path })),
}
