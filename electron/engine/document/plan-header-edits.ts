// What the edits of a header's facts do to a slot: mode, owner, time, link target. Whether its dialect can hold them is asked before the
// edit happens, in edit-rules.ts.
import { BootbankError, type Where } from '../../../shared/model/errors'
import { invalidMode, isMode } from '../../../shared/model/mode'
import { displayName, nameFromDisplay } from '../codecs/names'
import { checkArchive } from './edit-rules'
import type { Entry } from './entry'
import { type EditPlan, patched } from './patched'
import { plain } from './plain-name'
import { type Owner, sameOwner } from './slot-state'

/** Largest uid or gid: what the host's uid_t holds. */
export const LARGEST_ID = 0xffff_ffff
/** Bytes of a link target, as of a path. */
const LINK_MAX = 4096

/** Another mode, T flag included. Throws MODE_INVALID for what is not from 0 to 07777. */
export function planMode(entry: Entry, mode: number): EditPlan {
  checkArchive(entry.layer)
  if (!isMode(mode)) throw invalidMode(mode, { layer: entry.layer.label, path: entry.name })
  const opened = entry.origin ? entry.origin.mode : 0o644
  return {
    label: `Change the mode of ${entry.name}`,
    slots: [patched(entry, { mode: mode === opened ? null : mode })],
  }
}

/** Another owner. Throws OWNER_INVALID for numbers and names that no archive can hold. */
export function planOwner(entry: Entry, owner: Owner): EditPlan {
  checkArchive(entry.layer)
  const checked = checkedOwner(owner, where(entry))
  const opened = entry.origin && sameOwner(owner, entry.origin)
  return {
    label: `Change the owner of ${entry.name}`,
    slots: [patched(entry, { owner: opened ? undefined : checked })],
  }
}

/** Another time, in seconds since 1970. Throws TIME_INVALID for what is not a whole number of them. */
export function planTime(entry: Entry, mtime: number): EditPlan {
  checkArchive(entry.layer)
  const checked = checkedTime(mtime, where(entry))
  return {
    label: `Change the time of ${entry.name}`,
    slots: [patched(entry, { mtime: checked === entry.origin?.mtime ? undefined : checked })],
  }
}

/** A time as an edit keeps it. Throws TIME_INVALID. */
export function checkedTime(mtime: number, place: Where): number {
  if (Number.isSafeInteger(mtime)) return mtime
  throw new BootbankError('TIME_INVALID', 'The time of an entry is a whole number of seconds.', place)
}

/** Another target for a link. Throws LINK_INVALID for what is not a link, and for a target that cannot be. */
export function planLink(entry: Entry, target: string): EditPlan {
  checkArchive(entry.layer)
  if (entry.kind !== 'symlink' && entry.kind !== 'hardlink') {
    throw new BootbankError('LINK_INVALID', `${entry.address} is a ${entry.kind}, not a link.`, where(entry))
  }
  const link = checkedTarget(entry, target)
  if (entry.kind === 'hardlink') checkHardLink(entry, link)
  return {
    label: `Change the target of ${entry.name}`,
    slots: [patched(entry, { link: link === entry.origin?.linkname ? undefined : link })],
  }
}

/** A link target as it will be read back. Throws LINK_INVALID. */
export function checkedTarget(of: { readonly name: string }, target: string): string {
  const bytes = nameFromDisplay(target)
  const reason =
    bytes.length === 0
      ? 'it is empty'
      : bytes.includes(0)
        ? 'it holds a NUL byte'
        : bytes.length > LINK_MAX
          ? `it is longer than ${LINK_MAX} bytes`
          : null
  if (reason) {
    const shown = displayName(bytes.subarray(0, 100))
    throw new BootbankError('LINK_INVALID', `"${shown}" cannot be the target of a link: ${reason}.`, { path: of.name })
  }
  return displayName(bytes)
}

/** An owner as an edit keeps it. Throws OWNER_INVALID. */
export function checkedOwner({ uid, gid, uname, gname }: Owner, place: Where): Owner {
  for (const [what, id] of [
    ['user', uid],
    ['group', gid],
  ] as const) {
    if (Number.isInteger(id) && id >= 0 && id <= LARGEST_ID) continue
    throw new BootbankError('OWNER_INVALID', `The number of a ${what} is from 0 to ${LARGEST_ID}, not ${id}.`, place)
  }
  for (const name of [uname, gname]) {
    if (/^[\x21-\x39\x3b-\x7e]{0,255}$/.test(name)) continue
    throw new BootbankError(
      'OWNER_INVALID',
      `"${displayName(Buffer.from(name.slice(0, 100)))}" cannot be the name of an owner: up to 255 printable ASCII characters without blank and colon.`,
      place,
    )
  }
  return { uid, gid, uname, gname }
}

/** A hard link is unpacked from what was unpacked before it: the target must be a file that stands earlier in the archive. */
function checkHardLink(entry: Entry, target: string): void {
  const found = entry.layer.entries().find(other => other.kind === 'file' && plain(other.name) === plain(target))
  if (found && found.slot < entry.slot) return
  throw new BootbankError(
    'LINK_INVALID',
    found
      ? `${entry.address} is a hard link, which can only lead to a file that stands before it in the archive; ${found.address} stands after it.`
      : `${entry.address} is a hard link, which can only lead to a file of the same archive; there is no file ${target} in it.`,
    where(entry),
  )
}

function where(entry: Entry) {
  return { layer: entry.layer.label, path: entry.name }
}
