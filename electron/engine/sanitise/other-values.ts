// Another value of the same kind for an address, a MAC or a UUID: the same for the same salt, and never one for two. Addresses that share a
// network go on sharing one: each bit is flipped by what stands before it (Crypto-PAn), which makes the whole a permutation.
import { createCipheriv, createHmac } from 'node:crypto'
import { isIPv6 } from '../network/addresses'

/** Another IPv4 address of the same range; private, shared and public ones stay what they are. Text that is not the address of a host stays. */
export function otherIpv4(text: string, salt: Uint8Array): string {
  const parts = text.split('.').map(Number)
  if (parts.some(part => part > 255)) return text
  const value = parts.reduce((sum, part) => sum * 256 + part, 0)
  const kept = keptBits(value)
  if (kept === null) return text
  let made = flipped(value, 32, kept, salt, 'v4')
  // A public one stays public: walking on until it is keeps the whole a permutation.
  while (kept === 0 && keptBits(made) !== 0) made = flipped(made, 32, 0, salt, 'v4')
  return [24, 16, 8, 0].map(shift => Math.floor(made / 2 ** shift) % 256).join('.')
}

/** Leading bits that say of which range an address is; null for one that is not a host's. */
function keptBits(value: number): number | null {
  const [a, b] = [Math.floor(value / 2 ** 24), Math.floor(value / 2 ** 16) % 256]
  if (a === 0 || a === 127 || a >= 224 || isMask(value)) return null
  if (a === 10) return 8
  if (a === 172 && b >= 16 && b < 32) return 12
  if ((a === 192 && b === 168) || (a === 169 && b === 254)) return 16
  if (a === 100 && b >= 64 && b < 128) return 10
  return 0
}

function isMask(value: number): boolean {
  return /^1+0*$/.test(value.toString(2).padStart(32, '0')) && value >= 0xff000000
}

function flipped(value: number, bits: number, kept: number, salt: Uint8Array, name: string): number {
  const text = value.toString(2).padStart(bits, '0')
  return Number.parseInt(flippedBits(text, kept, salt, name), 2)
}

function flippedBits(text: string, kept: number, salt: Uint8Array, name: string): string {
  let made = ''
  for (let at = 0; at < text.length; at++) {
    const flip =
      at < kept
        ? 0
        : (createHmac('sha256', salt)
            .update(`${name} ${text.slice(0, at)}`)
            .digest()[0] ?? 0) & 1
    made += String(Number(text[at]) ^ flip)
  }
  return made
}

/** Another IPv6 address of the same range, in lower case and in full. Text that is not the address of a host stays. */
export function otherIpv6(text: string, salt: Uint8Array): string {
  if (!isIPv6(text) || /^[0:]*:[01]?$/.test(text) || /^ff/i.test(text)) return text
  const [head = '', tail] = text.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const [left, right] = [groups(head), groups(tail ?? '')]
  const all =
    tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
  const bits = all.map(group => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')
  const kept = /^fe[89ab]/i.test(text) ? 64 : /^f[cd]/i.test(text) ? 8 : 3
  const made = flippedBits(bits, kept, salt, 'v6')
  return Array.from({ length: 8 }, (_, index) =>
    Number.parseInt(made.slice(index * 16, index * 16 + 16), 2).toString(16),
  ).join(':')
}

/** The maker stays, the rest does not. */
export function otherMac(text: string, salt: Uint8Array): string {
  const digits = text.replace(/[:-]/g, '').toLowerCase()
  if (/^(?:0{12}|f{12})$/.test(digits)) return text
  const made = flipped(Number.parseInt(digits, 16), 48, 24, salt, 'mac').toString(16).padStart(12, '0')
  return likeCase(
    made
      .replace(/../g, '$&:')
      .slice(0, 17)
      .replaceAll(':', text[2] ?? ':'),
    text,
  )
}

/** AES as a permutation of sixteen bytes; the places of hyphens and blanks stay. */
export function otherUuid(text: string, salt: Uint8Array): string {
  const digits = text.replace(/[^0-9A-Fa-f]/g, '')
  if (/^0+$/.test(digits) || /^f+$/i.test(digits)) return text
  const cipher = createCipheriv('aes-128-ecb', createHmac('sha256', salt).update('uuid').digest().subarray(0, 16), null)
  cipher.setAutoPadding(false)
  const made = cipher.update(Buffer.from(digits, 'hex')).toString('hex')
  let at = 0
  return likeCase(
    text.replace(/[0-9A-Fa-f]/g, () => made[at++] ?? '0'),
    text,
  )
}

function likeCase(made: string, like: string): string {
  return /[A-F]/.test(like) ? made.toUpperCase() : made
}
