// Names.
import { hostCertificate } from '../host-certificate'
import { told } from '../values'
import type { FactModule } from '../fact'

export const certificateNames: FactModule = {
  id: 'certificates.names',
  title: 'Names',
  reads: 'Subject alternative names of etc/vmware/ssl/rui.crt.',
  kind: 'list',
  first: false,
  read: host => {
    const { certificate, place } = hostCertificate(host)
    return (certificate?.subjectAltName?.split(', ') ?? []).map(name => told(name, place))
  },
}
