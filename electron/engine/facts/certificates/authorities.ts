// Trusted authorities.
import { certificatesIn, nameText } from '../host-certificate'
import { certificateTimeText, told } from '../values'
import type { FactModule } from '../fact'

export const certificateAuthorities: FactModule = {
  id: 'certificates.authorities',
  title: 'Trusted authorities',
  reads: 'etc/vmware/ssl/castore.pem.',
  kind: 'list',
  first: false,
  read: host => {
    const file = host.file('etc/vmware/ssl/castore.pem')
    return (file ? certificatesIn(file.text) : []).map(({ certificate, line }) => {
      const until = new Date(certificate.validTo)
      const expired = host.now > until
      return told(
        { subject: nameText(certificate.subject), until: Number.isNaN(until.getTime()) ? null : until.toISOString() },
        file?.place(line) ?? null,
        {
          text: `${nameText(certificate.subject)}, until ${certificateTimeText(certificate.validTo)}${expired ? ', expired' : ''}`,
          attention: expired,
        },
      )
    })
  },
}
