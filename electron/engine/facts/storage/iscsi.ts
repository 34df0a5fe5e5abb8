// iSCSI initiator.
import { flagAt, textAt } from '../../network/json'
import { iscsiInConf } from '../iscsi'
import { onOff, toldIf } from '../values'
import type { FactModule } from '../fact'

export const iscsi: FactModule = {
  id: 'storage.iscsi',
  title: 'iSCSI initiator',
  reads: 'storage_iscsi/software_adapter of ConfigStore, storage/iscsi of esx.conf before.',
  kind: 'list',
  first: false,
  read: ({ settings }) => {
    const entry = settings.entry('esx/storage_iscsi/software_adapter')
    const stored = entry?.row
      ? toldIf(textAt(entry.value, 'iqn'), entry.place, {
          text: `${textAt(entry.value, 'iqn') ?? ''} (${onOff(flagAt(entry.value, 'enabled'))})`,
        })
      : []
    const listed = iscsiInConf(settings).flatMap(({ adapter, value, place }) =>
      toldIf(textAt(value, 'name'), place, { text: `${textAt(value, 'name') ?? ''} (${adapter})` }),
    )
    return [...stored, ...listed]
  },
}
