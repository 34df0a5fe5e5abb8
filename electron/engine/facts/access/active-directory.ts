// Active Directory.
import { distinct, toldBySettings, toldIf } from '../values'
import type { FactModule } from '../fact'

export const activeDirectory: FactModule = {
  id: 'access.active-directory',
  title: 'Active Directory',
  reads: 'identity/active_directory of ConfigStore, default_realm of etc/krb5.conf.',
  kind: 'one',
  first: true,
  read: host => {
    const file = host.file('etc/krb5.conf')
    const realm = (file?.lines ?? []).flatMap((line, index) => {
      const name = /^\s*default_realm\s*=\s*(\S+)/.exec(line)?.[1]
      return toldIf(name?.toLowerCase(), file?.place(index + 1) ?? null)
    })
    return distinct([
      ...toldBySettings(host, ['esx/identity/active_directory#domain_name'], value => String(value).toLowerCase()),
      ...realm,
    ])
  },
}
