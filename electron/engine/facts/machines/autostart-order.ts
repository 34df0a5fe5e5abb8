// Autostart order.
import { autostartOf, machinesOf } from '../machines-file'
import { told } from '../values'
import type { FactModule } from '../fact'

export const autostartOrder: FactModule = {
  id: 'machines.autostart-order',
  title: 'Autostart order',
  reads: 'AutoStartOrder of etc/vmware/hostd/vmAutoStart.xml.',
  kind: 'list',
  first: false,
  read: host => {
    const { root, place } = autostartOf(host)
    const machines = machinesOf(host)
    return (root?.find('AutoStartOrder')?.children('AutoPowerInfo') ?? []).map(info => {
      const [key, order, action] = ['key', 'startOrder', 'startAction'].map(name => info.find(name)?.text ?? '')
      const path = machines.find(machine => machine.id === key)?.path ?? null
      return told({ id: key ?? '', order: order ?? '', action: action ?? '', path }, place, {
        text: `${order ?? ''}. ${path ?? `machine ${key ?? ''}`} (${action ?? ''})`,
      })
    })
  },
}
