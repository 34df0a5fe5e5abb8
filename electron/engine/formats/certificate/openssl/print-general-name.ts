// Alternative names as OpenSSL prints them.
import type { GeneralName } from '@peculiar/asn1-x509'
import { isIPv4, isIPv6 } from '../../../network/addresses'
import { safe } from '../fields'
import { elementsIn } from './der'
import { printedName, slashedName } from './print-name'

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
  if (name.directoryName !== undefined) return `DirName:${slashedName(name.directoryName)}`
  return name.otherName === undefined ? unsupported(name) : `othername: ${otherName(name.otherName, '::')}`
}

/** As OpenSSL prints a name that has a line for itself. */
export function fullGeneralName(name: GeneralName): string {
  if (name.directoryName !== undefined) return `DirName:${printedName(name.directoryName)}`
  if (name.otherName !== undefined) return `othername:${otherName(name.otherName, ':')}`
  return printedGeneralName(name) ?? '<unsupported>'
}

/** Kinds of other names that have a name of their own. */
const otherNames: Readonly<Record<string, string>> = {
  '1.3.6.1.4.1.311.20.2.3': 'UPN',
  '1.3.6.1.5.5.7.8.5': 'XmppAddr',
  '1.3.6.1.5.5.7.8.7': 'SRVName',
  '1.3.6.1.5.5.7.8.8': 'NAIRealm',
  '1.3.6.1.5.5.7.8.9': 'SmtpUTF8Mailbox',
}

/** Its text where it is one of UTF-8 or IA5. */
function otherName({ typeId, value }: NonNullable<GeneralName['otherName']>, between: string): string {
  const [element] = elementsIn(new Uint8Array(value)) ?? []
  const isText = element?.tag === 0x0c || element?.tag === 0x16
  const text = isText ? safe(Buffer.from(element.content).toString('utf8')) : '<unsupported>'
  return `${otherNames[typeId] ?? typeId}${between}${text}`
}

function unsupported(name: GeneralName): string | null {
  if (name.x400Address !== undefined) return 'X400Name:<unsupported>'
  return name.ediPartyName === undefined ? null : 'EdiPartyName:<unsupported>'
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
