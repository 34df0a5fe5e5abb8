// New host keys in the format of dropbear, the SSH server of ESXi 4: a name, then the numbers of the key as mpints (dropbear, src/rsa.c,
// buf_put_rsa_priv_key: e, n, d, p, q; src/dsa.c, buf_put_dss_priv_key: p, q, g, y, x).
import { generateKeyPairSync } from 'node:crypto'
import { mpint, numberOf, text } from './ssh-strings'

/** An RSA key of 2048 bits. */
export function dropbearRsaKey(): Buffer {
  const {
    e = '',
    n = '',
    d = '',
    p = '',
    q = '',
  } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
  }).privateKey.export({ format: 'jwk' })
  return Buffer.concat([text('ssh-rsa'), ...[e, n, d, p, q].map(number => mpint(numberOf(number)))])
}

/** A DSA key of 1024 and 160 bits: `ssh-dss` has no other size (RFC 4253, section 6.6). */
export function dropbearDssKey(): Buffer {
  const { privateKey, publicKey } = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 })
  const [, p, q, g, x] = integersIn(privateKey.export({ format: 'der', type: 'pkcs8' }))
  const y = integersIn(publicKey.export({ format: 'der', type: 'spki' })).at(-1)
  return Buffer.concat([text('ssh-dss'), ...[p, q, g, y, x].map(number => mpint(number ?? Buffer.alloc(0)))])
}

/** Integers of a key in DER that was made here, in their order: node:crypto tells the numbers of a DSA key in no other form. */
function integersIn(der: Buffer): readonly Buffer[] {
  const found: Buffer[] = []
  for (let at = 0; at < der.length; ) {
    const tag = der[at]
    const short = der[at + 1] ?? 0
    const wide = short > 0x80 ? short - 0x80 : 0
    const from = at + 2 + wide
    const length = wide === 0 ? short : der.readUIntBE(at + 2, wide)
    const content = der.subarray(from, from + length)
    if (tag === 0x02) found.push(content)
    // A sequence and an octet string hold others; a bit string does after the number of its unused bits.
    else if (tag === 0x30 || tag === 0x04) found.push(...integersIn(content))
    else if (tag === 0x03) found.push(...integersIn(content.subarray(1)))
    at = from + length
  }
  return found
}
