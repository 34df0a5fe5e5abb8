// What a user should know about a tar entry that other programs read otherwise.
import { finding } from '../../../shared/findings/finding'
import type { Finding, FindingPlace } from '../../../shared/model/finding'
import type { EntryKind } from '../../../shared/model/node'
import { displayName } from './names'
import type { PaxGlobals } from './pax'
import { hasStrayPrefix, type TarDialect, untilNul } from './tar-header'

/** An entry that is being read. */
export interface Oddity {
  readonly typeflag: string
  readonly kind: EntryKind
  readonly header: Uint8Array
  readonly magic: TarDialect
  readonly rawName: Uint8Array
  /** Its name comes from an extension header. */
  readonly isNamedOutside: boolean
  readonly globals: PaxGlobals
}

/** Adds what is odd about an entry to its findings. */
export function addOddities(findings: Finding[], here: () => FindingPlace, entry: Oddity): void {
  const { typeflag, kind, header, magic, rawName, isNamedOutside, globals } = entry
  if (typeflag === 'M') findings.push(finding('tar-volume-part', here(), null))
  if (typeflag === 'V') findings.push(finding('tar-volume-label', here()))
  if (typeflag === 'D') findings.push(finding('tar-incremental', here()))
  if (typeflag === 'N') findings.push(finding('tar-renames', here()))
  if (kind === 'other' && !'MVN'.includes(typeflag))
    findings.push(finding('tar-typeflag', here(), displayName(Uint8Array.of(header[156]!))))
  if (rawName.length === 0) findings.push(finding('tar-no-name', here()))
  if (rawName.includes(0)) findings.push(finding('tar-nul-in-name', here()))
  if (magic === 'gnu' && header[345] !== 0 && !isNamedOutside) {
    findings.push(
      hasStrayPrefix(header, magic)
        ? finding('tar-stray-prefix', here())
        : finding('tar-gnu-times', here(), displayName(untilNul(header.subarray(345, 500)))),
    )
  }
  if (globals.size === 0) return
  if (globals.has('path') || globals.has('size') || globals.has('linkpath'))
    findings.push(finding('tar-global-name', here()))
  const part = globals.get('GNU.volume.filename')
  // GNU tar, posix format: the rest of a file gets a name of its own, and a global header tells the real one.
  if (part && Buffer.from(rawName).includes('GNUFileParts/'))
    findings.push(finding('tar-volume-part', here(), displayName(part)))
}
