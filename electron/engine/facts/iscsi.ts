// iSCSI as esx.conf keeps it before 7.0.2: `/storage/iscsi/<adapter>/…`.
import type { Json } from '../../../shared/model/json'
import { isJsonObject } from '../../../shared/model/json'
import type { Place } from '../../../shared/model/place'
import type { Settings } from '../settings/settings'

/** The adapters with what is said of each. */
export function iscsiInConf(
  settings: Settings,
): readonly { readonly adapter: string; readonly value: Json; readonly place: Place | null }[] {
  const entry = settings.entry('esx.conf/storage/iscsi')
  if (!entry || !isJsonObject(entry.value)) return []
  return Object.entries(entry.value).map(([adapter, value]) => ({ adapter, value, place: entry.placeAt(adapter) }))
}
