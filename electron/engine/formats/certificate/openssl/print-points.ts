// Places of revocation lists as OpenSSL prints them. It begins no new line after the last name of a point, so that the reasons stand behind it.
import { AsnConvert } from '@peculiar/asn1-schema'
import { GeneralName, RelativeDistinguishedName, Name } from '@peculiar/asn1-x509'
import { type DerElement, elementsIn, inside } from './der'
import { printedName } from './print-name'
import { fullGeneralName } from './print-general-name'

/** The bits of ReasonFlags (RFC 5280, 4.2.1.13), from the first. */
const reasons = [
  'Unused',
  'Key Compromise',
  'CA Compromise',
  'Affiliation Changed',
  'Superseded',
  'Cessation Of Operation',
  'Certificate Hold',
  'Privilege Withdrawn',
  'AA Compromise',
]

/** Of `cRLDistributionPoints` and `freshestCRL`: lines without their common indentation, which is `indent`; null for what breaks the form. */
export function distributionPoints(value: ArrayBuffer, indent: number): readonly string[] | null {
  const points = inside(new Uint8Array(value), 0x30)
  if (!points) return null
  const texts: string[] = []
  for (const point of points) {
    const parts = elementsIn(point.content)
    if (point.tag !== 0x30 || !parts) return null
    let text = ''
    for (const { tag, content } of parts) {
      if (tag === 0xa0) text += pointName(content, indent)
      else if (tag === 0x81) text += reasonLines('Reasons', content, indent)
      else if (tag === 0xa2) text += `${' '.repeat(indent)}CRL Issuer:\n${namesOf(content, indent)}`
      else return null
    }
    texts.push(text)
  }
  return linesOf(texts.join('\n'), indent)
}

/** Of `issuingDistributionPoint` (RFC 5280, 5.2.5). */
export function issuingPoint(value: ArrayBuffer, indent: number): readonly string[] | null {
  const parts = inside(new Uint8Array(value), 0x30)
  if (!parts) return null
  const spaces = ' '.repeat(indent)
  const has = (tag: number) => parts.some(one => one.tag === tag && one.content.some(byte => byte !== 0))
  const only = (tag: number, text: string) => (has(tag) ? `${spaces}${text}\n` : '')
  const name = parts.find(one => one.tag === 0xa0)
  const some = parts.find(one => one.tag === 0x83)
  const text = [
    name ? pointName(name.content, indent) : '',
    only(0x81, 'Only User Certificates'),
    only(0x82, 'Only CA Certificates'),
    only(0x84, 'Indirect CRL'),
    some ? reasonLines('Only Some Reasons', some.content, indent) : '',
    only(0x85, 'Only Attribute Certificates'),
  ].join('')
  return linesOf(text === '' ? `${spaces}<EMPTY>\n` : text, indent)
}

/** Without the indentation that every extension's lines get. */
function linesOf(text: string, indent: number): readonly string[] {
  return text.split('\n').map(line => line.slice(Math.min(indent, line.length)))
}

function pointName(content: Uint8Array, indent: number): string {
  const [name] = elementsIn(content) ?? []
  const spaces = ' '.repeat(indent)
  if (name?.tag === 0xa0) return `${spaces}Full Name:\n${namesOf(name.content, indent)}`
  if (name?.tag !== 0xa1) throw new Error('a point without a name')
  const set = Uint8Array.from(name.whole)
  set[0] = 0x31
  const relative = printedName(new Name([AsnConvert.parse(set, RelativeDistinguishedName)]))
  return `${spaces}Relative Name:\n${spaces}  ${relative}\n`
}

function namesOf(content: Uint8Array, indent: number): string {
  const names = (elementsIn(content) ?? []).map(({ whole }: DerElement) => AsnConvert.parse(whole, GeneralName))
  return names.map(name => `${' '.repeat(indent + 2)}${fullGeneralName(name)}`).join('\n')
}

/** A BIT STRING, of whose first byte the bits are not counted. */
function reasonLines(title: string, [, ...bytes]: Uint8Array, indent: number): string {
  const spaces = ' '.repeat(indent)
  const set = reasons.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0)
  return `${spaces}${title}:\n${spaces}  ${set.length === 0 ? '<EMPTY>' : set.join(', ')}\n`
}
