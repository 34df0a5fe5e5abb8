import { readKeys } from '../../../../shared/esx-conf/esx-conf'
import { toUint8Array } from '../../codecs/bytes'
import { ESX_CONF_PATH } from '../../esx/paths'
import type { BackupCheck } from '../check'

/** Parts of esx.conf with the settings that ConfigStore has in their place. */
const moved: Readonly<Record<string, string>> = {
  '/net/vmkernelnic/': 'esx/network/vmknics',
  '/net/pnic/': 'esx/network/nics',
  '/net/vswitch/': 'esx/network_vss/switches',
  '/net/tcpip/': 'esx/network/net_stacks',
  '/net/routes/': 'esx/network/net_stacks',
  '/firewall/services/': 'esx/network/firewall_rule_sets',
}

export const confNotRead: BackupCheck<'conf-not-read'> = {
  id: 'conf-not-read',
  about: 'backup',
  severity: 'warning',
  explanation:
    'Since 7.0.2 a host reads these settings from ConfigStore: what an edit changes of them in esx.conf has no effect.',
  source: 'docs/formats.md sections 7 and 11',
  run(backup) {
    const { host, document } = backup
    const entry = backup.file(ESX_CONF_PATH)
    const original = entry && document.originalContent(entry)
    if (!host || !entry || !original) return []
    const before = readKeys(Buffer.from(toUint8Array(original)).toString('utf8'))
    const changed = [...new Set([...before.keys(), ...backup.conf.keys()])].filter(
      key => before.get(key) !== backup.conf.get(key),
    )
    return Object.entries(moved).flatMap(([prefix, setting]) => {
      const keys = changed.filter(key => key.startsWith(prefix))
      const [first] = keys
      if (first === undefined || !host.settings.items(setting).some(({ row }) => row !== null)) return []
      return [
        {
          at: entry,
          message: `${first}${keys.length > 1 ? ` and ${keys.length - 1} more` : ''} of esx.conf was edited, but this host reads ${setting} of ConfigStore in its place.`,
          remedy: `Change ${setting} in the settings.`,
        },
      ]
    })
  },
}
