// NFS datastores.
import type { FactValue } from '../../../../shared/model/facts'
import type { Place } from '../../../../shared/model/place'
import { flagAt, textAt, textsAt } from '../../network/json'
import { CONF_COMPONENT } from '../../settings/conf-keys'
import { told } from '../values'
import type { FactModule } from '../fact'

export const nfs: FactModule = {
  id: 'storage.nfs',
  title: 'NFS datastores',
  reads: 'storage/nfs_v3_datastores and nfs_v41_datastores of ConfigStore, nas of esx.conf before.',
  kind: 'list',
  first: true,
  read: ({ settings }) => [
    ...['nfs_v3_datastores', 'nfs_v41_datastores'].flatMap(list =>
      settings.items(`esx/storage/${list}`).map(({ value, identifier, place }) => {
        const hosts = list === 'nfs_v3_datastores' ? [textAt(value, 'hostname') ?? ''] : textsAt(value, 'hostnames')
        return storeOf(
          identifier,
          list === 'nfs_v3_datastores' ? '3' : '4.1',
          hosts,
          textAt(value, 'remote_share'),
          flagAt(value, 'read_only'),
          place,
        )
      }),
    ),
    ...settings.entries
      .filter(({ component, group }) => component === CONF_COMPONENT && group === 'nas')
      .map(({ value, name, place }) =>
        storeOf(name, '3', [textAt(value, 'host') ?? ''], textAt(value, 'share'), flagAt(value, 'readOnly'), place),
      ),
  ],
}

function storeOf(
  name: string,
  version: string,
  hosts: readonly string[],
  share: string | null,
  readOnly: boolean | null,
  place: Place | null,
): FactValue {
  const text = `${name}: ${hosts.join(', ')}:${share ?? ''}, NFS ${version}${readOnly ? ', read-only' : ''}`
  return told({ name, version, hosts, share, readOnly }, place, { text })
}
