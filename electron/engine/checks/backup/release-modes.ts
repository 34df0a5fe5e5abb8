import { plain } from '../../document/plain-name'
import { CONFIGSTORE_PATH, ESX_CONF_PATH, RUI_CERTIFICATE_PATH, RUI_KEY_PATH } from '../../esx/paths'
import type { BackupCheck } from '../check'

/** The release that was seen. */
const known = '7.0.2'
/** Permissions that it writes, without the T flag, which has a check of its own. */
const seen: ReadonlyMap<string, number> = new Map([
  [RUI_KEY_PATH, 0o400],
  [RUI_CERTIFICATE_PATH, 0o644],
  [ESX_CONF_PATH, 0o644],
  [CONFIGSTORE_PATH, 0o644],
  ['etc/hosts', 0o644],
  ['etc/resolv.conf', 0o644],
  ['etc/krb5.conf', 0o644],
  ['etc/chkconfig.db', 0o644],
  ['etc/random-seed', 0o600],
  ['etc/vmware/hostd/hostsvc.xml', 0o644],
])
const permissions = 0o777

export const releaseModes: BackupCheck<'release-modes'> = {
  id: 'release-modes',
  about: 'backup',
  severity: 'note',
  explanation:
    'A host writes each of its files with the same mode; another one tells of a hand that repacked or edited it. Known of 7.0.2 alone, so that other releases are not judged.',
  source: 'docs/formats.md section 3, read in a genuine backup',
  fix: {
    label: 'Set the mode that the host writes',
    apply(document, entry) {
      const mode = seen.get(plain(entry.name))
      if (mode !== undefined) document.chmod(entry, (entry.mode & ~permissions) | mode)
    },
  },
  run: ({ inner, release }) => {
    if (release !== known || !inner) return []
    return inner.entries().flatMap(at => {
      const mode = at.kind === 'file' ? seen.get(plain(at.name)) : undefined
      if (mode === undefined || (at.mode & permissions) === mode) return []
      const right = (at.mode & ~permissions) | mode
      return [
        {
          at,
          message: `Its mode is 0${at.mode.toString(8)}; a host of ${release} writes it as 0${right.toString(8)}.`,
          remedy: `Set the mode to 0${right.toString(8)}.`,
        },
      ]
    })
  },
}
