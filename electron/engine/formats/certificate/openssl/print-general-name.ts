// Alternative names as OpenSSL prints them.
import type { GeneralName } from '@peculiar/asn1-x509'
import { isIPv4, isIPv6 } from '../../../network/addresses'
import { safe } from '../fields'
import { slashedName } from './print-name'

/** On one line; null where one of them only its bytes can tell. */
export function printedGeneralNames(names: Iterable<GeneralName>): string | null {
  const printed = [...names].map(printedGeneralName)
  return printed.includes(null) ? null : printed.join(', ')
}

/** Such as `DNS:esx01` or `IP Address:2001:DB8:0:0:0:0:0:1`; null for a kind that is not known here. */
export function printedGeneralName(name: GeneralName): string | null {
  if (name.dNSName !== undefined) return `DNS:${safe(name.dNSName)}`
  if (name.iPAddress !== undefined) return `IP Address:${addressOf(name.iPAddress)}`
  if (name.rfc822Name !== undefined) return `email:${safe(name.rfc822Name)}`
  if (name.uniformResourceIdentifier !== undefined) return `URI:${safe(name.uniformResourceIdentifier)}`
  if (name.registeredID !== undefined) return `Registered ID:${name.registeredID}`
  return name.directoryName === undefined ? null : `DirName:${slashedName(name.directoryName)}`
}

/** All eight groups of an IPv6 address, in capitals. */
function addressOf(address: string): string {
  if (isIPv4(address) || !isIPv6(address)) return safe(address)
  const [left = '', right] = address.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const [before, after] = [groups(left), groups(right ?? '')]
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  return [...before, ...(right === undefined ? [] : zeros), ...after].join(':').toUpperCase()
}
