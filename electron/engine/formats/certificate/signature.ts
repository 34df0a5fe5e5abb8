// Whether a key made a signature (RFC 5280, 4.1.1.3), by node:crypto. What the library at hand does not know or refuses is not guessed about.
import { createPublicKey, type KeyObject, verify } from 'node:crypto'

/** What is signed, and by what algorithm. */
export interface Signed {
  /** The DER that the signature covers. */
  readonly body: Uint8Array
  /** OID of the signature's algorithm. */
  readonly algorithm: string
  readonly signature: Uint8Array
}

/** The hash of each algorithm, and the type of key that it takes (RFC 8017, RFC 5758, RFC 8410); Ed25519 and Ed448 hash by themselves. */
const algorithms: Readonly<Record<string, readonly [keyType: string, hash: string | null]>> = {
  '1.2.840.113549.1.1.4': ['rsa', 'md5'],
  '1.2.840.113549.1.1.5': ['rsa', 'sha1'],
  '1.2.840.113549.1.1.11': ['rsa', 'sha256'],
  '1.2.840.113549.1.1.12': ['rsa', 'sha384'],
  '1.2.840.113549.1.1.13': ['rsa', 'sha512'],
  '1.2.840.113549.1.1.14': ['rsa', 'sha224'],
  '1.2.840.10045.4.1': ['ec', 'sha1'],
  '1.2.840.10045.4.3.1': ['ec', 'sha224'],
  '1.2.840.10045.4.3.2': ['ec', 'sha256'],
  '1.2.840.10045.4.3.3': ['ec', 'sha384'],
  '1.2.840.10045.4.3.4': ['ec', 'sha512'],
  '1.3.101.112': ['ed25519', null],
  '1.3.101.113': ['ed448', null],
}

/**
 * True where the key (DER of its SubjectPublicKeyInfo) made the signature, false where it did not, null where that cannot be told: an algorithm
 * that is not in the table, or a key that the crypto library refuses. Throws nothing.
 */
export function isSignedBy({ body, algorithm, signature }: Signed, publicKey: Uint8Array): boolean | null {
  const known = algorithms[algorithm]
  const key = keyOf(publicKey)
  if (!known || !key) return null
  const [type, hash] = known
  // A key of another type cannot have made it.
  if (key.asymmetricKeyType !== type) return key.asymmetricKeyType === 'rsa-pss' ? null : false
  try {
    return verify(hash, body, key, signature)
  } catch {
    return null
  }
}

/** Null for a key that the crypto library refuses. */
function keyOf(spki: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch {
    return null
  }
}
