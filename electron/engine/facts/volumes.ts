// Volumes that a backup names: paths below /vmfs/volumes, and the datastores that ConfigStore keeps a state of.
import { LOCKER_CONF_PATH } from '../esx/paths'
import type { Place } from '../../../shared/model/place'
import type { HostView } from './host-view'
import { machinesOf } from './machines-file'

export interface Volume {
  /** UUID or name, as the path has it. */
  readonly volume: string
  /** What lies on it, in words. */
  readonly usedBy: readonly string[]
  readonly place: Place | null
}

/** Each volume once, with everything that names it; its place is that of the first. */
export function volumesOf(host: HostView): readonly Volume[] {
  const found = new Map<string, { readonly usedBy: string[]; readonly place: Place | null }>()
  const add = (volume: string | undefined, use: string, place: Place | null) => {
    if (volume === undefined || volume === '') return
    const known = found.get(volume)
    if (!known) found.set(volume, { usedBy: [use], place })
    else if (!known.usedBy.includes(use)) known.usedBy.push(use)
  }
  const { settings } = host
  for (const { identifier, place } of settings.items('esx/storage/vmfs_datastores')) add(identifier, 'datastore', place)
  for (const { path, place } of machinesOf(host)) add(volumeIn(path), 'virtual machines', place)
  const locker = host.file(LOCKER_CONF_PATH)
  add(volumeIn(locker?.lines[0] ?? ''), 'locker', locker?.place(1) ?? null)
  for (const [path, use] of paths) {
    const setting = settings.at(path)
    if (typeof setting?.value === 'string') add(volumeIn(setting.value), use, setting.place)
  }
  return [...found].map(([volume, { usedBy, place }]) => ({ volume, usedBy, place }))
}

const paths: readonly (readonly [string, string])[] = [
  ['esx/system/core_dump_file#file_path', 'core dump'],
  ['esx/syslog/global_settings#log_dir', 'logs'],
  ['esx.conf/adv/Syslog#global.logDir', 'logs'],
  ['esx.conf/adv/ScratchConfig#ConfiguredScratchLocation', 'scratch'],
  ['esx/system/product_locker#path', 'product locker'],
]

/** The segment after /vmfs/volumes, or the name in brackets of a datastore path. */
function volumeIn(path: string): string | undefined {
  return (/^\/vmfs\/volumes\/([^/\s]+)/.exec(path) ?? /^\[([^\]]+)\]/.exec(path))?.[1]
}
