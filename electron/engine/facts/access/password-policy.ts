// Password policy.
import { toldBySettings } from '../values'
import type { FactModule } from '../fact'

export const passwordPolicy: FactModule = {
  id: 'access.password-policy',
  title: 'Password policy',
  reads: 'security/settings of ConfigStore, Security/PasswordQualityControl of esx.conf.',
  kind: 'one',
  first: false,
  read: host =>
    toldBySettings(host, [
      'esx/security/settings#password_quality_control',
      'esx.conf/adv/Security#PasswordQualityControl',
    ]),
}
