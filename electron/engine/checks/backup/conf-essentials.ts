import { ESX_CONF_PATH } from '../../esx/paths'
import type { BackupCheck } from '../check'

export const confEssentials: BackupCheck<'conf-essentials'> = {
  id: 'conf-essentials',
  about: 'backup',
  severity: 'warning',
  explanation:
    'The host reads esx.conf at every start; without its system UUID the host makes a new one, and who manages it takes it for another host.',
  source: 'docs/formats.md section 6',
  run: backup => {
    const entry = backup.file(ESX_CONF_PATH)
    if (!entry) {
      const { wholeInner: at } = backup
      return at && backup.state
        ? [
            {
              at,
              message: `${ESX_CONF_PATH} is missing: the host starts as if it had just been installed.`,
              remedy: 'Put the esx.conf of the host there.',
            },
          ]
        : []
    }
    if (entry.problem || backup.conf.has('/system/uuid')) return []
    return [
      {
        at: entry,
        message: 'It has no /system/uuid: the host will make a new one.',
        remedy: 'Put back the line with the UUID of the host.',
      },
    ]
  },
}
