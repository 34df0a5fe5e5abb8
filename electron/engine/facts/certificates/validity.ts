// Valid.
import { hostCertificate } from '../host-certificate'
import { timeText, told } from '../values'
import type { FactModule } from '../fact'

export const certificateValidity: FactModule = {
  id: 'certificates.validity',
  title: 'Valid',
  reads: 'From when until when etc/vmware/ssl/rui.crt is valid.',
  kind: 'one',
  first: true,
  read: host => {
    const { certificate, place } = hostCertificate(host)
    if (!certificate) return []
    const [from, until] = [new Date(certificate.validFrom), new Date(certificate.validTo)]
    if (Number.isNaN(from.getTime()) || Number.isNaN(until.getTime())) return []
    const outside = host.now < from ? ', not yet valid' : host.now > until ? ', expired' : soon(until, host.now)
    const [first, last] = [from.toISOString(), until.toISOString()]
    return [
      told({ from: first, until: last }, place, {
        text: `${timeText(first)} to ${timeText(last)}${outside}`,
        attention: outside !== '',
      }),
    ]
  },
}

/** Nothing while more than a month is left. */
function soon(until: Date, now: Date): string {
  const days = Math.floor((until.getTime() - now.getTime()) / 86_400_000)
  return days >= 30 ? '' : `, expires in ${days === 1 ? '1 day' : `${days} days`}`
}
