import type { Format } from '../format'
import { certificateLabels, listLabels, requestLabels } from './read'

/** A line of its own: certificates are spoken of in scripts as well. */
const startOf = (labels: readonly string[]) =>
  new RegExp(`(?<![^\\r\\n])[ \\t]*-----BEGIN (?:${labels.join('|')})-----[ \\t]*(?![^\\r\\n])`)
const certificateStart = startOf(certificateLabels)
const pemStart = startOf([...certificateLabels, ...requestLabels, ...listLabels])

/** X.509 certificates, requests and revocation lists: PEM with at least one, or one in DER. */
export const certificate = {
  id: 'certificate',
  viewers: ['certificate'],
  detect: ({ content, head, size, text }) =>
    content?.kind === 'binary' ? isDer(head, size) : text !== null && holds(head, pemStart),
} as const satisfies Format

/** Whether bytes hold a line that begins a certificate in PEM. */
export function hasPemCertificate(bytes: Uint8Array): boolean {
  return holds(bytes, certificateStart)
}

function holds(bytes: Uint8Array, start: RegExp): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return buffer.includes('-----BEGIN ') && start.test(buffer.toString('latin1'))
}

/**
 * A sequence of the file's length that holds a sequence, which begins with the version ([0]) or the serial number of a certificate (RFC 5280, 4.1).
 * A request (RFC 2986, 4.1) and a revocation list (RFC 5280, 5.1) begin with a number as well.
 */
export function isDerCertificate(head: Uint8Array, size: number): boolean {
  const at = innerOf(head, size)
  return at !== null && (head[at] === 0xa0 || head[at] === 0x02)
}

/** The same, or a revocation list of the first version, which begins with the object identifier of its algorithm. */
function isDer(head: Uint8Array, size: number): boolean {
  if (isDerCertificate(head, size)) return true
  const at = innerOf(head, size)
  const algorithm = at === null ? null : lengthAt(head, at)
  return algorithm !== null && head[algorithm.content] === 0x06
}

/** Where the inner sequence of a file that is one sequence begins; null for anything else. */
function innerOf(head: Uint8Array, size: number): number | null {
  const outer = lengthAt(head, 0)
  const inner = outer && lengthAt(head, outer.content)
  if (!outer || !inner || outer.content + outer.length !== size) return null
  return inner.length < outer.length ? inner.content : null
}

/** Where the content of the sequence at a place begins, and its length; null for what is not a sequence. */
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
