// A public key as OpenSSL prints it.
import type { SubjectPublicKeyInfo } from '@peculiar/asn1-x509'
import { curves } from '../names'
import { objectIdentifier } from '../fields'
import { elementAt, elementsIn, inside } from './der'
import { colonLines } from './hex-lines'
import { algorithmNames, curveNames } from './oid-names'
import { pssKeyLines } from './print-pss'

/** Indentation of its parts, and of their bytes. */
const [partIndent, byteIndent] = [16, 20]
const bytesPerLine = 15
const part = (text: string) => `${' '.repeat(partIndent)}${text}`
const block = (bytes: Uint8Array) => colonLines(bytes, byteIndent, bytesPerLine)

/** Lines from `Subject Public Key Info:` on. A kind of key that is not known here has its bytes alone. */
export function printedKey({ algorithm, subjectPublicKey }: SubjectPublicKeyInfo): readonly string[] {
  const name = algorithmNames[algorithm.algorithm] ?? algorithm.algorithm
  const bytes = new Uint8Array(subjectPublicKey)
  const parameters = algorithm.parameters ? new Uint8Array(algorithm.parameters) : null
  return [
    '        Subject Public Key Info:',
    `            Public Key Algorithm: ${name}`,
    ...(keyLines(name, bytes, parameters) ?? [part('pub:'), ...block(bytes)]),
  ]
}

/** Null for a kind that is not known here. */
function keyLines(name: string, bytes: Uint8Array, parameters: Uint8Array | null): readonly string[] | null {
  switch (name) {
    case 'rsaEncryption':
      return rsaLines(bytes)
    case 'rsassaPss': {
      const [key, restrictions] = [rsaLines(bytes), pssKeyLines(parameters)]
      return key && restrictions && [...key, ...restrictions.map(part)]
    }
    case 'dsaEncryption':
      return dsaLines(bytes, parameters)
    case 'id-ecPublicKey':
      return ecLines(bytes, parameters)
    case 'ED25519':
    case 'ED448':
    case 'X25519':
    case 'X448':
      return [part(`${name} Public-Key:`), part('pub:'), ...block(bytes)]
    default:
      return null
  }
}

/** An RSAPublicKey: modulus and exponent, two positive numbers (RFC 8017, A.1.1). */
function rsaLines(bytes: Uint8Array): readonly string[] | null {
  const outer = elementAt(bytes, 0)
  const modulus = outer && elementAt(bytes, outer.start)
  const exponent = modulus && elementAt(bytes, modulus.end)
  if (bytes[0] !== 0x30 || !exponent || exponent.end > bytes.length) return null
  const digits = bytes.subarray(modulus.start, modulus.end)
  // A longer exponent is none that anybody has, and is slow to write in decimal.
  if (exponent.end - exponent.start > 64) return null
  const power = BigInt(`0x${Buffer.from(bytes.subarray(exponent.start, exponent.end)).toString('hex') || '0'}`)
  return [
    part(`Public-Key: (${bitsOf(digits)} bit)`),
    part('Modulus:'),
    ...block(digits),
    part(`Exponent: ${power} (0x${power.toString(16)})`),
  ]
}

/** Bits of a number, without zeros in front. */
function bitsOf(bytes: Uint8Array): number {
  const first = bytes.findIndex(byte => byte !== 0)
  return first < 0 ? 0 : (bytes.length - first - 1) * 8 + (32 - Math.clz32(bytes[first] ?? 0))
}

function ecLines(bytes: Uint8Array, parameters: Uint8Array | null): readonly string[] | null {
  const oid = parameters && objectIdentifier(parameters)
  const names = oid ? curveNames[oid] : undefined
  if (!oid || !names) return null
  const [name, nist] = names
  return [
    part(`Public-Key: (${curves[oid]?.bits ?? 0} bit)`),
    part('pub:'),
    ...block(bytes),
    part(`ASN1 OID: ${name}`),
    ...(nist === null ? [] : [part(`NIST CURVE: ${nist}`)]),
  ]
}

/** Numbers of DSA: the public one, and the three of its parameters (RFC 3279, 2.3.2). */
function dsaLines(bytes: Uint8Array, parameters: Uint8Array | null): readonly string[] | null {
  const [key, ...more] = elementsIn(bytes) ?? []
  const [p, q, g, ...rest] = (parameters && inside(parameters, 0x30)) ?? []
  if (key?.tag !== 2 || more.length > 0 || !p || !q || !g || rest.length > 0) return null
  return [
    part(`Public-Key: (${bitsOf(p.content)} bit)`),
    ...numberLines('pub: ', key.content),
    ...numberLines('P:   ', p.content),
    ...numberLines('Q:   ', q.content),
    ...numberLines('G:   ', g.content),
  ]
}

/** A number of up to eight bytes in decimal and hexadecimal, a longer one as bytes. */
function numberLines(label: string, content: Uint8Array): readonly string[] {
  const digits = content.subarray(
    Math.max(
      0,
      content.findIndex(byte => byte !== 0),
    ),
  )
  if (digits.length > 8) return [part(label), ...block(content)]
  const number = BigInt(`0x${Buffer.from(content).toString('hex') || '0'}`)
  return [part(`${label.trimEnd()} ${number} (0x${number.toString(16)})`)]
}
