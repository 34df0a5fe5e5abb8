// Issuer.
import { hostCertificate, nameText } from '../host-certificate'
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const certificateIssuer: FactModule = {
  id: 'certificates.issuer',
  title: 'Issuer',
  reads: 'etc/vmware/ssl/rui.crt.',
  kind: 'one',
  first: true,
  read: host => {
    const { certificate, place } = hostCertificate(host)
    return toldIf(certificate && nameText(certificate.issuer), place)
  },
}
