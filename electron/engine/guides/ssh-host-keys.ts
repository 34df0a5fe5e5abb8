// New SSH host keys in the place of those that a backup has: RSA as PKCS #8, ECDSA and Ed25519 in OpenSSH's own format (PROTOCOL.key of OpenSSH,
// openssh-key-v1, not encrypted), and those of dropbear before ESXi 5.
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { dropbearDssKey, dropbearRsaKey } from './dropbear-keys'
import type { Plan } from './plan'
import { mpint, numberOf, text, u32 } from './ssh-strings'

interface KeyFiles {
  /** A character a byte. */
  readonly key: string
  /** Type and base64, without a remark; dropbear keeps no public half in a file. */
  readonly line: string
}

const makers: Readonly<Record<string, (comment: string) => KeyFiles>> = {
  'etc/ssh/ssh_host_rsa_key': rsaKey,
  'etc/ssh/ssh_host_ecdsa_key': ecdsaKey,
  'etc/ssh/ssh_host_ed25519_key': ed25519Key,
  'etc/dropbear/dropbear_rsa_host_key': () => ({ key: dropbearRsaKey().toString('latin1'), line: '' }),
  'etc/dropbear/dropbear_dss_host_key': () => ({ key: dropbearDssKey().toString('latin1'), line: '' }),
}

/** Puts a new key where each of them is; how many it were. */
export function renewHostKeys(plan: Plan): number {
  let count = 0
  for (const [path, make] of Object.entries(makers)) {
    if (plan.before(path) === null) continue
    const old = plan.before(`${path}.pub`)
    const comment = /^\S+ \S+ (.*)$/m.exec(old ?? '')?.[1]?.trim() ?? ''
    const { key, line } = make(Buffer.from(comment, 'latin1').toString('utf8'))
    plan.put(path, key)
    if (old !== null) plan.put(`${path}.pub`, `${line}${comment === '' ? '' : ` ${comment}`}\n`)
    count += 1
  }
  return count
}

function rsaKey(): KeyFiles {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' })
  const blob = Buffer.concat([text('ssh-rsa'), mpint(numberOf(e)), mpint(numberOf(n))])
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    line: `ssh-rsa ${blob.toString('base64')}`,
  }
}

function ecdsaKey(comment: string): KeyFiles {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const [x, y, d] = numbersOf(privateKey, 'x', 'y', 'd')
  const name = 'ecdsa-sha2-nistp256'
  const blob = Buffer.concat([text(name), text('nistp256'), text(Buffer.concat([Buffer.of(4), x, y]))])
  return { key: opensshKey(blob, mpint(d), comment), line: `${name} ${blob.toString('base64')}` }
}

function ed25519Key(comment: string): KeyFiles {
  const { privateKey } = generateKeyPairSync('ed25519')
  const [x, d] = numbersOf(privateKey, 'x', 'd')
  const blob = Buffer.concat([text('ssh-ed25519'), text(x)])
  return { key: opensshKey(blob, text(Buffer.concat([d, x])), comment), line: `ssh-ed25519 ${blob.toString('base64')}` }
}

function opensshKey(blob: Buffer, secret: Buffer, comment: string): string {
  const check = randomBytes(4)
  const body = Buffer.concat([check, check, blob, secret, text(comment)])
  const padding = Buffer.from(Array.from({ length: (8 - (body.length % 8)) % 8 }, (_, index) => index + 1))
  const file = Buffer.concat([
    Buffer.from('openssh-key-v1\0', 'latin1'),
    text('none'),
    text('none'),
    text(''),
    u32(1),
    text(blob),
    text(Buffer.concat([body, padding])),
  ])
  const lines = file.toString('base64').match(/.{1,70}/g) ?? []
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n')
}

function numbersOf<N extends readonly ('x' | 'y' | 'd')[]>(key: KeyObject, ...names: N): { [I in keyof N]: Buffer } {
  const jwk = key.export({ format: 'jwk' })
  // One buffer for each name, in their order.
  return names.map(name => numberOf(jwk[name] ?? '')) as { [I in keyof N]: Buffer }
}
