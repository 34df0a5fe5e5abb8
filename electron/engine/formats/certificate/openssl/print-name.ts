// Names as OpenSSL prints them: on one line with spaces (`-nameopt oneline`), and with slashes inside alternative names.
import type { AttributeTypeAndValue, Name } from '@peculiar/asn1-x509'
import { attributeNames } from '../names'

const hexOf = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('hex').toUpperCase()

/** `C = US, O = "VMware, Inc", CN = esx01`: what is not printable ASCII as `\` and two digits of its UTF-8. */
export function printedName(name: Name): string {
  return [...name].map(parts => [...parts].map(partOf).join(' + ')).join(', ')
}

/** `/C=US/O=VMware, Inc/CN=esx01`. */
export function slashedName(name: Name): string {
  return [...name].map(parts => `/${[...parts].map(slashedPart).join('+')}`).join('')
}

function partOf({ type, value }: AttributeTypeAndValue): string {
  const label = attributeNames[type] ?? type
  if (value.anyValue) return `${label} = #${hexOf(value.anyValue)}`
  const text = value.toString()
  const isQuoted = /[,+<>;]|^[ #]| $/.test(text)
  const escaped = escapedBytes(text.replace(/["\\]/g, '\\$&'), digits => `\\${digits}`)
  return `${label} = ${isQuoted ? `"${escaped}"` : escaped}`
}

function slashedPart({ type, value }: AttributeTypeAndValue): string {
  const text = value.anyValue
    ? `#${hexOf(value.anyValue)}`
    : escapedBytes(value.toString(), digits => `\\x${digits}`).replace(/[/+]/g, '\\$&')
  return `${attributeNames[type] ?? type}=${text}`
}

/** The bytes of a text in UTF-8, those outside of printable ASCII each as `mark` makes it of its two digits. */
function escapedBytes(text: string, mark: (digits: string) => string): string {
  return Array.from(Buffer.from(text), byte =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : mark(byte.toString(16).toUpperCase().padStart(2, '0')),
  ).join('')
}
