import type { Format } from '../format'

/** Labels of PEM that begin a key: RFC 7468, RFC 5915, OpenSSH's PROTOCOL.key, and what openssl writes. */
export const keyLabel = /^(?:(?:RSA|DSA|EC|OPENSSH|ENCRYPTED) )?PRIVATE KEY$|^(?:RSA )?PUBLIC KEY$/

/** A public key in a line: options or hosts, type, base64, comment (sshd(8), AUTHORIZED_KEYS FILE FORMAT). One blank at a time, so that a line of
 * blanks takes no longer than it is. */
export const keyLine =
  /^(?:(\S.*?)\s)?((?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d+|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com))\s+(AAAA[A-Za-z0-9+/]+={0,2})(?:\s+(.*))?$/

const pemStart = /(?<![^\r\n])[ \t]*-----BEGIN ((?:[A-Z]+ )?(?:PRIVATE|PUBLIC) KEY)-----/

/** Keys of SSH and of certificates: edited as text, shown by what they are. */
export const keys = {
  id: 'keys',
  viewers: ['text', 'keys'],
  detect: ({ head, text }) => {
    if (text === null) return false
    const start = Buffer.from(head).toString('latin1')
    const label = pemStart.exec(start)?.[1]
    if (label !== undefined) return keyLabel.test(label)
    const [first] = start.split(/\r?\n/).filter(line => line.trim() !== '' && !line.trimStart().startsWith('#'))
    return first !== undefined && first.length < 20_000 && keyLine.test(first)
  },
} as const satisfies Format
