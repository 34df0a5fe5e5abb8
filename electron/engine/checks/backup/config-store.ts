import { CONFIGSTORE_PATH } from '../../esx/paths'
import type { BackupCheck } from '../check'

export const configStore: BackupCheck<'config-store'> = {
  id: 'config-store',
  about: 'backup',
  severity: 'error',
  explanation:
    'Since 7.0 a host keeps its settings in ConfigStore, below var: packing etc alone (`tar czf local.tgz etc`) drops them.',
  source: 'docs/formats.md sections 7 and 11',
  run: backup => {
    const { wholeInner: inner, release } = backup
    if (!inner || backup.file(CONFIGSTORE_PATH)) return []
    const { isSealed } = inner
    const major = Number.parseInt(release ?? '', 10)
    if (!isSealed && !(major >= 7)) return []
    return [
      {
        at: inner,
        message: `${CONFIGSTORE_PATH} is missing, in which a host of ${isSealed ? '7.0 U2 or later' : `release ${major}`} keeps its settings.`,
        remedy: 'Take the archive from the host again; when packing by hand, pack etc and var.',
      },
    ]
  },
}
