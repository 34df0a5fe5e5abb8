// Fields that certificates, requests and revocation lists share (RFC 5280, 4.1): names, keys, dates, numbers.
import { createPublicKey } from 'node:crypto'
import type { Name } from '@peculiar/asn1-x509'
import type { Certificate, NamePart } from '../../../../shared/viewers/certificate'
import { displayName } from '../../codecs/names'
import { attributeNames, curves, keyNames } from './names'

/** A name part by part, in the order of the certificate. */
export function nameParts(name: Name): readonly NamePart[] {
  return [...name].flatMap(part =>
    [...part].map(({ type, value }) => ({ type: named(attributeNames, type), value: safe(value.toString()) })),
  )
}

/** What a public key is: its type, bits and curve. `spki` is the DER of the whole, `algorithm` what it names. */
export function keyOf(
  spki: Uint8Array,
  algorithm: { algorithm: string; parameters?: ArrayBuffer | null },
): Certificate['key'] {
  const type = named(keyNames, algorithm.algorithm)
  if (type === 'EC') {
    const oid = algorithm.parameters ? objectIdentifier(new Uint8Array(algorithm.parameters)) : null
    const curve = oid === null ? null : curves[oid]
    return { type, bits: curve?.bits ?? null, curve: curve?.name ?? oid }
  }
  return { type, bits: type.startsWith('Ed') || type.startsWith('X') ? null : modulusBits(spki), curve: null }
}

/** Null for a key that the crypto library at hand refuses. */
function modulusBits(spki: Uint8Array): number | null {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    return key.asymmetricKeyDetails?.modulusLength ?? null
  } catch {
    return null
  }
}

/** The dotted form of an OBJECT IDENTIFIER in DER; null for anything else (explicit curve parameters). */
export function objectIdentifier(der: Uint8Array): string | null {
  const length = der[1] ?? 0
  if (der[0] !== 6 || length !== der.length - 2) return null
  const numbers: number[] = []
  let number = 0
  for (const byte of der.subarray(2)) {
    number = number * 128 + (byte & 0x7f)
    if (byte >= 0x80) continue
    numbers.push(number)
    number = 0
  }
  const [first = 0, ...rest] = numbers
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...rest].join('.')
}

/** ISO 8601; null for a date that cannot be read. */
export function isoDate(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/** The name of an object identifier, or itself. */
export function named(names: Readonly<Record<string, string>>, oid: string): string {
  return names[oid] ?? oid
}

/** Digits in pairs, upper case. */
export function hex(bytes: Uint8Array, between: string): string {
  return (Buffer.from(bytes).toString('hex').toUpperCase().match(/../g) ?? []).join(between)
}

/** A serial number as openssl writes it: without the zero byte that only keeps it positive. */
export function serialOf(serial: ArrayBuffer): string {
  return hex(new Uint8Array(serial), '').replace(/^00(?=[89A-F])/, '')
}

/** Text out of a certificate, with control and direction characters escaped. */
export function safe(text: string): string {
  return displayName(Buffer.from(text))
}
