// Private key.
import { hostCertificate } from '../host-certificate'
import { told } from '../values'
import type { FactModule } from '../fact'

export const certificateKey: FactModule = {
  id: 'certificates.key',
  title: 'Private key',
  reads: 'Whether etc/vmware/ssl/rui.key belongs to rui.crt.',
  kind: 'one',
  first: true,
  read: host => {
    const { certificate, key, keyPlace } = hostCertificate(host)
    if (!keyPlace) return []
    if (!key) return [told(null, keyPlace, { text: 'cannot be read as a key', attention: true })]
    if (!certificate) return []
    const matches = certificate.checkPrivateKey(key)
    return [
      told(matches, keyPlace, {
        text: matches ? 'matches the certificate' : 'does not match the certificate',
        attention: !matches,
      }),
    ]
  },
}
