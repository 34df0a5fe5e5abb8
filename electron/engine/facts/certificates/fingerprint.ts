// SHA-256 fingerprint.
import { hostCertificate } from '../host-certificate'
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const certificateFingerprint: FactModule = {
  id: 'certificates.fingerprint',
  title: 'SHA-256 fingerprint',
  reads: 'etc/vmware/ssl/rui.crt.',
  kind: 'one',
  first: false,
  read: host => {
    const { certificate, place } = hostCertificate(host)
    return toldIf(certificate?.fingerprint256, place)
  },
}
