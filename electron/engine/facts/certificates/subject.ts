// Subject.
import { hostCertificate, nameText } from '../host-certificate'
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const certificateSubject: FactModule = {
  id: 'certificates.subject',
  title: 'Subject',
  reads: 'etc/vmware/ssl/rui.crt.',
  kind: 'one',
  first: true,
  read: host => {
    const { certificate, place } = hostCertificate(host)
    return toldIf(certificate && nameText(certificate.subject), place)
  },
}
