// Kernel options.
import { valueText } from '../../settings/list'
import { manifestField } from '../manifest'
import { told } from '../values'
import type { FactModule } from '../fact'

export const kernelOptions: FactModule = {
  id: 'security.kernel-options',
  title: 'Kernel options',
  reads: 'vmkernel/options of ConfigStore; KERNELOPTS of a configBundle.',
  kind: 'list',
  first: false,
  read: host => {
    const entry = host.settings.entry('esx/vmkernel/options')
    const stored = entry?.row
      ? entry.settings
          .filter(({ source }) => source !== 'schema')
          .map(({ property, value, place, schema }) =>
            told({ name: schema?.text('realName') ?? property, value }, place, {
              text: `${schema?.text('realName') ?? property} = ${valueText(value)}`,
            }),
          )
      : []
    return [...stored, ...manifestField(host, 'KERNELOPTS')]
  },
}
