// Parameters of RSASSA-PSS (RFC 8017, A.2.3) as OpenSSL prints them: of a signature, and those that a key is restricted to.
import { hex, objectIdentifier } from '../fields'
import { elementsIn, inside, smallInteger } from './der'

/** By object identifier: the name in a signature, and that in a key. */
const hashes: Readonly<Record<string, readonly [string, string]>> = {
  '1.3.14.3.2.26': ['sha1', 'SHA1'],
  '2.16.840.1.101.3.4.2.4': ['sha224', 'SHA2-224'],
  '2.16.840.1.101.3.4.2.1': ['sha256', 'SHA2-256'],
  '2.16.840.1.101.3.4.2.2': ['sha384', 'SHA2-384'],
  '2.16.840.1.101.3.4.2.3': ['sha512', 'SHA2-512'],
}
const mgf1 = '1.2.840.113549.1.1.8'

interface Parameters {
  /** Null where it is left out, so that SHA-1 is meant. */
  readonly hash: readonly [string, string] | null
  readonly maskHash: readonly [string, string] | null
  readonly saltLength: Uint8Array | null
  readonly trailer: Uint8Array | null
}

/** A positive number in hexadecimal, without the zero byte that only keeps it positive. */
const digitsOf = (content: Uint8Array) => hex(content, '').replace(/^00(?=..)/, '')

/** Lines after the name of the algorithm, each to be indented as that is; null for what breaks the form. */
export function pssSignatureLines(der: Uint8Array | null): readonly string[] | null {
  const found = der ? parametersOf(der) : null
  if (!found) return null
  const { hash, maskHash, saltLength, trailer } = found
  const or = (value: string | undefined, usual: string) => value ?? `${usual} (default)`
  return [
    `Hash Algorithm: ${or(hash?.[0], 'sha1')}`,
    `Mask Algorithm: mgf1 with ${or(maskHash?.[0], 'sha1')}`,
    ` Salt Length: 0x${or(saltLength ? digitsOf(saltLength) : undefined, '14')}`,
    `Trailer Field: 0x${or(trailer ? digitsOf(trailer) : undefined, '01')}`,
  ]
}

/** What a key may be used with; null for what breaks the form. */
export function pssKeyLines(der: Uint8Array | null): readonly string[] | null {
  if (!der) return ['No PSS parameter restrictions']
  const found = parametersOf(der)
  if (!found) return null
  const { hash, maskHash, saltLength, trailer } = found
  const salt = saltLength ? smallInteger(saltLength) : 20n
  const field = trailer ? smallInteger(trailer) : 1n
  if (salt === null || field === null) return null
  const named = (name: readonly [string, string] | null) => {
    const text = name?.[1] ?? 'SHA1'
    return text === 'SHA1' ? `${text} (default)` : text
  }
  return [
    'PSS parameter restrictions:',
    `  Hash Algorithm: ${named(hash)}`,
    `  Mask Algorithm: MGF1 with ${named(maskHash)}`,
    `  Minimum Salt Length: ${salt}${salt === 20n ? ' (default)' : ''}`,
    `  Trailer Field: 0x${field.toString(16)}${field === 1n ? ' (default)' : ''}`,
  ]
}

function parametersOf(der: Uint8Array): Parameters | null {
  const parts = inside(der, 0x30)
  if (!parts || parts.some(({ tag }) => tag < 0xa0 || tag > 0xa3)) return null
  const part = (tag: number) => parts.find(one => one.tag === tag)
  const [hash, mask] = [part(0xa0), part(0xa1)]
  const number = (tag: number) => {
    const one = part(tag)
    return one ? (elementsIn(one.content)?.[0]?.content ?? null) : null
  }
  const hashName = hash ? hashOf(hash.content) : null
  const maskName = mask ? maskHashOf(mask.content) : null
  if ((hash && !hashName) || (mask && !maskName)) return null
  return { hash: hashName, maskHash: maskName, saltLength: number(0xa2), trailer: number(0xa3) }
}

/** An AlgorithmIdentifier of a hash. */
function hashOf(der: Uint8Array): readonly [string, string] | null {
  const [oid] = inside(der, 0x30) ?? []
  return (oid && hashes[objectIdentifier(oid.whole) ?? '']) ?? null
}

/** An AlgorithmIdentifier of MGF1, whose parameter is one of a hash. */
function maskHashOf(der: Uint8Array): readonly [string, string] | null {
  const [oid, hash] = inside(der, 0x30) ?? []
  return oid && hash && objectIdentifier(oid.whole) === mgf1 ? hashOf(hash.whole) : null
}
