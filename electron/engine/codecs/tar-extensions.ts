// Headers that say something about the entry after them: GNU long name and link (L, K), pax (x) and its Solaris forerunner (X),
// the access list that Solaris puts before a file (A). They go with that entry; a global pax header (g) stays where it is.
import { finding } from '../../../shared/findings/finding'
import type { BootbankError } from '../../../shared/model/errors'
import { type Finding, noFindings } from '../../../shared/model/finding'
import { type Bytes, copyOf } from './bytes'
import { type PaxGlobals, type PaxRecord, parsePax, readableRecords, withGlobals } from './pax'
import { BLOCK, untilNul } from './tar-header'

/** What was read since the last entry. */
export interface Pending {
  /** First byte of the first extension header; null when there is none. */
  readonly start: number | null
  readonly longName: Uint8Array | null
  readonly longLink: Uint8Array | null
  /** Records of the last pax header that are read here; an earlier one counts no more, as with GNU tar and bsdtar. */
  readonly pax: readonly PaxRecord[]
  readonly hasPax: boolean
  /** About the entry that follows; their place has no path yet. */
  readonly findings: readonly Finding[]
  /** In force from here on. */
  readonly globals: PaxGlobals
  /** A malformed record. */
  readonly problem: BootbankError | null
}

export const NOTHING_PENDING: Pending = {
  start: null,
  longName: null,
  longLink: null,
  pax: [],
  hasPax: false,
  findings: noFindings,
  globals: new Map(),
  problem: null,
}

/** True for a header that belongs to what follows. `at` is its offset. */
export function isExtension(tar: Bytes, header: Uint8Array, at: number): boolean {
  switch (header[156]) {
    case 0x4b: // K
    case 0x4c: // L
    case 0x58: // X
    case 0x67: // g
    case 0x78: // x
      return true
    case 0x41: // A
      return isSolarisAcl(tar, at + BLOCK)
    default:
      return false
  }
}

/** The state after one more extension header with its body. */
export function withExtension(
  pending: Pending,
  typeflag: string,
  body: Uint8Array,
  at: number,
  layer: string,
): Pending {
  if (typeflag === 'g') {
    const { records, problem } = parsePax(body, at + BLOCK, layer)
    return {
      ...pending,
      globals: withGlobals(pending.globals, records),
      problem: pending.problem ?? problem,
    }
  }
  const start = pending.start ?? at
  switch (typeflag) {
    case 'L':
      return { ...pending, start, longName: copyOf(untilNul(body)) }
    case 'K':
      return { ...pending, start, longLink: copyOf(untilNul(body)) }
    case 'A':
      return { ...pending, start, findings: [...pending.findings, finding('tar-solaris-list', { layer, offset: at })] }
    default: {
      const { records, problem } = parsePax(body, at + BLOCK, layer)
      const twice = pending.hasPax ? [finding('tar-two-pax', { layer, offset: at })] : []
      return {
        ...pending,
        start,
        pax: readableRecords(records),
        hasPax: true,
        findings: pending.findings.length < 8 ? [...pending.findings, ...twice] : pending.findings,
        problem: pending.problem ?? problem,
      }
    }
  }
}

/** Solaris: a kind and count in octal digits, NUL, then the list as text. Any other A is a vendor's own and no extension. */
function isSolarisAcl(tar: Bytes, dataOffset: number): boolean {
  const head = tar.read(Math.min(dataOffset, tar.length), Math.min(dataOffset + 9, tar.length))
  const end = head.indexOf(0)
  return end > 0 && head.subarray(0, end).every(byte => byte >= 0x30 && byte <= 0x37)
}
