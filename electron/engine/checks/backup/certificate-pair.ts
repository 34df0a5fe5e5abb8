import { RUI_CERTIFICATE_PATH, RUI_KEY_PATH } from '../../esx/paths'
import { hostCertificate } from '../../facts/host-certificate'
import { certificateTimeText } from '../../facts/values'
import type { BackupCheck, Found } from '../check'

const month = 30 * 86_400_000

export const certificatePair: BackupCheck<'certificate-pair'> = {
  id: 'certificate-pair',
  about: 'backup',
  severity: 'error',
  explanation:
    'The web services of the host start with rui.crt and rui.key: both have to be readable and of one pair, and who connects looks at the dates.',
  source: 'docs/formats.md section 9; RFC 5280 section 4.1.2.5',
  run({ host }) {
    if (!host) return []
    const { certificate, place, key, keyPlace } = hostCertificate(host)
    const found: Found[] = []
    const remedy = 'Renew certificate and keys, by the guided change of that name, or put the right file there.'
    if (place && !certificate && notEmpty(host.file(RUI_CERTIFICATE_PATH)?.text))
      found.push({ place, message: `${RUI_CERTIFICATE_PATH} is not a certificate that can be read.`, remedy })
    if (keyPlace && !key && notEmpty(host.file(RUI_KEY_PATH)?.text))
      found.push({ place: keyPlace, message: `${RUI_KEY_PATH} is not a private key that can be read.`, remedy })
    if (!certificate || !place) return found
    if (key && !certificate.checkPrivateKey(key))
      found.push({ place, message: 'The private key (rui.key) is not that of the certificate (rui.crt).', remedy })
    const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)]
    const now = host.now.getTime()
    const dated = (message: string) => found.push({ place, severity: 'warning', message, remedy })
    if (to < now) dated(`The certificate has expired: ${certificateTimeText(certificate.validTo)}.`)
    else if (to < now + month) dated(`The certificate expires soon: ${certificateTimeText(certificate.validTo)}.`)
    if (from > now) dated(`The certificate is valid only from ${certificateTimeText(certificate.validFrom)}.`)
    return found
  },
}

/** An empty one is told by host-certificate. */
function notEmpty(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== ''
}
