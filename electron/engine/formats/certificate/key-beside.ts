// The private key beside a certificate, and whether it is that certificate's own. The key is read, compared and forgotten: nothing of it
// leaves this file.
import { createPublicKey, type KeyObject } from 'node:crypto'
import type { KeyBeside } from '../../../../shared/viewers/certificate'
import { toUint8Array } from '../../codecs/bytes'
import type { Document } from '../../document/document'
import type { Entry } from '../../document/entry'

/** Bytes that a private key may have; larger files are none. */
const largest = 64 * 1024

/**
 * The key of the same name (rui.key beside rui.crt or rui.csr) in the same folder; null where there is none. The keys are the DER of those of the
 * certificates and requests of the file.
 */
export function keyBeside(
  document: Document,
  certificate: Entry,
  publicKeys: readonly Uint8Array[],
  requestKeys: readonly Uint8Array[] = [],
): KeyBeside | null {
  if (publicKeys.length + requestKeys.length === 0) return null
  const name = certificate.name.replace(/\.[^./]*$/, '.key')
  const entry = certificate.layer.entries().findLast(other => other.kind === 'file' && other.name === name)
  if (!entry || entry === certificate || entry.problem) return null
  const { address } = entry
  if (entry.size === 0 || entry.size > largest)
    return unknown(address, entry.size === 0 ? 'it is empty' : 'it is too large for a key')
  const key = publicHalf(toUint8Array(document.content(entry)))
  if ('fault' in key) return unknown(address, key.fault)
  const placeIn = (keys: readonly Uint8Array[]) => {
    const at = keys.findIndex(one => belongs(key.half, one))
    return at < 0 ? null : at
  }
  return { address, matches: placeIn(publicKeys), matchesRequest: placeIn(requestKeys), unknown: null }
}

function unknown(address: string, why: string): KeyBeside {
  return { address, matches: null, matchesRequest: null, unknown: why }
}

function publicHalf(bytes: Uint8Array): { readonly half: KeyObject } | { readonly fault: string } {
  const pem = Buffer.from(bytes)
  if (/-----BEGIN ENCRYPTED PRIVATE KEY|Proc-Type:[^\n]*ENCRYPTED/.test(pem.toString('latin1')))
    return { fault: 'it is protected by a passphrase' }
  try {
    return { half: createPublicKey({ key: pem, format: 'pem' }) }
  } catch {
    return { fault: 'it is not a private key that can be read' }
  }
}

/** False for a key that the crypto library refuses as well. */
function belongs(half: KeyObject, spki: Uint8Array): boolean {
  try {
    return half.equals(createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }))
  } catch {
    return false
  }
}
