import type { Format } from '../format'
import { certificateLabels } from './read'

/** A line of its own: certificates are spoken of in scripts as well. */
const pemStart = new RegExp(
  `(?<![^\\r\\n])[ \\t]*-----BEGIN (?:${certificateLabels.join('|')})-----[ \\t]*(?![^\\r\\n])`,
)

/** X.509 certificates: PEM with at least one, or one in DER. */
export const certificate = {
  id: 'certificate',
  viewers: ['certificate'],
  detect: ({ content, head, size, text }) =>
    content?.kind === 'binary' ? isDerCertificate(head, size) : text !== null && hasPemCertificate(head),
} as const satisfies Format

/** Whether bytes hold a line that begins a certificate in PEM. */
export function hasPemCertificate(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return buffer.includes('-----BEGIN ') && pemStart.test(buffer.toString('latin1'))
}

/** A sequence of the file's length that holds a sequence, which begins with the version ([0]) or the serial number (RFC 5280, 4.1). */
export function isDerCertificate(head: Uint8Array, size: number): boolean {
  const outer = lengthAt(head, 0)
  const inner = outer && lengthAt(head, outer.content)
  if (!outer || !inner || outer.content + outer.length !== size) return false
  return inner.length < outer.length && (head[inner.content] === 0xa0 || head[inner.content] === 0x02)
}

/** Where the content of the sequence at a place begins, and its length; null for what is no sequence. */
function lengthAt(head: Uint8Array, at: number): { readonly content: number; readonly length: number } | null {
  const first = head[at + 1]
  if (head[at] !== 0x30 || first === undefined) return null
  if (first < 0x80) return { content: at + 2, length: first }
  const count = first - 0x80
  if (count < 1 || count > 4 || at + 2 + count > head.length) return null
  let length = 0
  for (let index = 0; index < count; index++) length = length * 256 + (head[at + 2 + index] ?? 0)
  return { content: at + 2 + count, length }
}
