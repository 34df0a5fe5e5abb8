// iSCSI targets.
import { numberAt, objectsAt, textAt } from '../../network/json'
import { iscsiInConf } from '../iscsi'
import { told, toldIf } from '../values'
import type { FactModule } from '../fact'

export const iscsiTargets: FactModule = {
  id: 'storage.iscsi-targets',
  title: 'iSCSI targets',
  reads: 'Send targets and static targets of the software adapter.',
  kind: 'list',
  first: true,
  read: ({ settings }) => {
    const entry = settings.entry('esx/storage_iscsi/software_adapter')
    const of = (list: string) =>
      objectsAt(entry?.value, list).map(target => {
        const [address, port, iqn] = [textAt(target, 'address'), numberAt(target, 'port'), textAt(target, 'iqn')]
        return told({ address, port, iqn }, entry?.place ?? null, {
          text: `${address ?? ''}${port === null ? '' : `:${port}`}${iqn === null ? '' : ` ${iqn}`}`,
        })
      })
    const listed = iscsiInConf(settings).flatMap(({ value, place }) =>
      [...objectsAt(value, 'discovery', 'sendtargets'), ...objectsAt(value, 'discovery', 'static')].flatMap(target =>
        toldIf(textAt(target, 'address'), place),
      ),
    )
    return [...of('discovery_send_targets'), ...of('targets'), ...listed]
  },
}
