// How the certificates of a file hang together (RFC 5280, 6.1; the order that a host sends them in: RFC 5246, 7.4.2).
import type { CertificateChain } from '../../../../shared/viewers/certificate'
import type { ParsedCertificate } from './parse'
import { isSignedBy } from './signature'

/** Certificates of the signer's name whose key is tried: a file has one or two, and each try takes time. */
const mostTries = 8

/**
 * Which certificate signed the one at an index: its own index for one that signed itself, null where none of them did. It is the one that the
 * issuer's name and key identifier point to and whose key made the signature; where that cannot be checked, names and identifiers decide.
 */
export function signerOf(all: readonly ParsedCertificate[], index: number): number | null {
  const own = all[index]
  if (!own) return null
  const candidates = [index, ...all.keys()].filter(
    (at, place) => (place === 0 || at !== index) && isNamed(own, all[at]),
  )
  let unsure: number | null = null
  for (const at of candidates.slice(0, mostTries)) {
    const fits = isSignedBy(own.signed, all[at]?.publicKey ?? new Uint8Array(0))
    if (fits) return at
    if (fits === null) unsure ??= at
  }
  return unsure
}

/** By name, and by key identifier where both have one. */
function isNamed({ links }: ParsedCertificate, signer: ParsedCertificate | undefined): boolean {
  if (signer?.links.subject !== links.issuer) return false
  const { subjectKey } = signer.links
  return links.authorityKey === null || subjectKey === null || links.authorityKey === subjectKey
}

/**
 * The chain of a file with several certificates; null for one alone. `signers` has what `signerOf` says of each. Where the first certificate that
 * signed no other is a host's (no authority), the chain begins there; a file of authorities alone, such as castore.pem, is a store, unless all of
 * them hang together.
 */
export function chainOf(
  all: readonly ParsedCertificate[],
  signers: readonly (number | null)[],
): CertificateChain | null {
  if (all.length < 2) return null
  const copies = all.map(({ shown }, index) => {
    const first = all.findIndex(other => other.shown.sha256 === shown.sha256)
    return first === index ? null : first
  })
  const isSigner = (index: number) => signers.some((by, at) => by === index && at !== index)
  const leaves = [...all.keys()].filter(index => copies[index] === null && !isSigner(index))
  const start = leaves.find(index => !all[index]?.shown.isAuthority) ?? leaves[0] ?? 0
  const path = pathFrom(start, signers)
  const others = [...all.keys()].filter(index => !path.includes(index))
  if (all[start]?.shown.isAuthority && others.some(index => copies[index] === null)) return { kind: 'store' }
  const last = path.at(-1) ?? start
  return {
    kind: 'chain',
    path,
    isInOrder: path.every((index, place) => place === 0 || index > (path[place - 1] ?? 0)),
    isComplete: signers[last] === last,
    others: others.map(index => ({ index, copyOf: copies[index] ?? null })),
    notAllowed: path.slice(1).filter(index => !all[index]?.shown.isAuthority),
    misnamed: path.flatMap(index => {
      const named = signers[index] === null ? namedSigner(all, index) : null
      return named === null ? [] : [{ index, named }]
    }),
  }
}

function pathFrom(start: number, signers: readonly (number | null)[]): readonly number[] {
  const path = [start]
  for (let next = signers[start] ?? null; next !== null && !path.includes(next); next = signers[next] ?? null)
    path.push(next)
  return path
}

/** A certificate with the signer's name, another key and so another signature. */
function namedSigner(all: readonly ParsedCertificate[], index: number): number | null {
  const found = all.findIndex((one, at) => at !== index && one.links.subject === all[index]?.links.issuer)
  return found < 0 ? null : found
}
