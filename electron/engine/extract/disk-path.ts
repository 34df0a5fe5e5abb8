// Where an entry may go on the disk (architecture.md, invariant 6): below the chosen folder, at its ADDRESS. Names are judged
// alike on every platform, Windows' rules included, so that a result never depends on where it was made.
// The trap: a name is judged segment by segment after the layers are joined, never as one string handed to path.join.
import type { Entry } from '../document/entry'

/** Segments below the chosen folder, or in plain words why there must be none. */
export type DiskPath =
  | { readonly ok: true; readonly segments: readonly string[] }
  | { readonly ok: false; readonly reason: string }

/** NAME_MAX of common file systems. */
const SEGMENT_BYTES = 255
// Device names of Windows, with any extension; the superscript digits count as digits there.
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i
const forbidden = /[<>:"|?*]/

/** The path of an entry: its address, with `!` after the file name of each layer on the way. */
export function diskPathOf(entry: Entry): DiskPath {
  const segments: string[] = []
  for (const [index, local] of chainOf(entry).entries()) {
    if (index > 0) segments.push(`${segments.pop() ?? ''}!`)
    if (local === '') return refuse('its name is empty')
    if (local.startsWith('/')) return refuse('its name is an absolute path')
    if (/^[a-z]:/i.test(local)) return refuse('its name begins with a drive letter')
    segments.push(...local.split('/').filter(segment => segment !== '' && segment !== '.'))
  }
  const reason = segments.map(segmentFault).find(fault => fault !== null)
  return reason ? refuse(reason) : { ok: true, segments }
}

/** Spellings that are one name to a file system that ignores case or Unicode composition have the same key. */
export function collisionKey(segment: string): string {
  return segment.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC')
}

/** Names inside their layers, outermost first. */
function chainOf(entry: Entry): readonly string[] {
  const { parent } = entry.layer
  return parent ? [...chainOf(parent), entry.local] : [entry.local]
}

/** Why a single name must not be on the disk, in plain words; null for a sound one. Empty and `.` are the caller's business. */
export function segmentFault(segment: string): string | null {
  if (segment === '..') return 'its name climbs out of the folder with ".."'
  if (segment.includes('\\')) return 'its name holds a backslash, a control character or a byte that is not text'
  const character = forbidden.exec(segment)
  if (character) return `its name holds ${character[0]}, which Windows does not allow`
  if (/[. ]$/.test(segment)) return 'a part of its name ends in a dot or a blank, which Windows drops'
  if (reserved.test(segment)) return `"${segment}" is a device name of Windows`
  if (Buffer.byteLength(segment) > SEGMENT_BYTES) return `a part of its name is longer than ${SEGMENT_BYTES} bytes`
  return null
}

function refuse(reason: string): DiskPath {
  return { ok: false, reason }
}
