// What an edit must not do, asked before it happens; and which entry a new file is made like. Names are in names-allowed.ts.
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import type { Entry } from './entry'
import type { Layer } from './layer'
import { NamesThere } from './names-allowed'
import { isMoreThanAFile } from './open-layer'
import { plain } from './plain-name'
import { checkWritable, recordHead } from './repack'
import type { SlotPath } from './slot-path'
import { isAsOpened, type SlotState } from './slot-state'

/** What an edit is going to do to a slot. */
export interface SlotPlan {
  readonly layer: Layer
  readonly slot: number
  readonly after: SlotState
  /** Only for a slot that is not there yet: the slot whose dialect, owner and time the new entry takes. */
  readonly like?: number | null
}

/** Throws ADDRESS_NOT_FOUND for a layer that the backup does not hold any more: its slots are another layer's now. */
export function checkPresent(layer: Layer): void {
  if (layer.isPresent) return
  throw new BootbankError('ADDRESS_NOT_FOUND', `${layer.label} is not there any more: it was removed or replaced.`, {
    layer: layer.label,
  })
}

/** Throws NOT_A_FILE for what has no content to change, READ_ONLY for a layer that cannot be written. */
export function checkFile(entry: Entry): void {
  checkPresent(entry.layer)
  checkWritable(entry.layer)
  if (entry.kind === 'file') return
  const hint = entry.kind === 'hardlink' || entry.kind === 'symlink' ? ` to ${entry.linkname}; edit that instead` : ''
  throw new BootbankError(
    'NOT_A_FILE',
    `${entry.address} is a ${entry.kind}${hint}. Only regular files have content to change.`,
    { layer: entry.layer.label, path: entry.name },
  )
}

/** Throws READ_ONLY for an archive that would be put in the place of a single compressed file. */
export function checkSingle(entry: Entry, content: Bytes): void {
  const { layer } = entry
  if (layer.isTar || !isMoreThanAFile(content)) return
  throw new BootbankError(
    'READ_ONLY',
    `${layer.label} is a single compressed file: an archive put into it would make it that archive. Replace ${layer.label} itself instead.`,
    { layer: layer.label, path: entry.name },
  )
}

/** Throws READ_ONLY for a layer that is not an archive, or that cannot be written: nothing can be added, removed or renamed in it. */
export function checkArchive(layer: Layer): void {
  checkPresent(layer)
  checkWritable(layer)
  if (layer.isTar) return
  throw new BootbankError(
    'READ_ONLY',
    `${layer.label} is a single compressed file, not an archive: its content can be changed, nothing else.`,
    { layer: layer.label },
  )
}

/** Throws LINKED when an entry that stays is a hard link to this one. `leaving`: those that go. */
export function checkUnlinked(entry: Entry, leaving: ReadonlySet<SlotPath>): void {
  const link = entry.layer
    .entries()
    .find(other => other.kind === 'hardlink' && plain(other.linkname) === plain(entry.name) && !leaving.has(other.path))
  if (!link) return
  throw new BootbankError(
    'LINKED',
    `${entry.address} cannot be removed or renamed: ${link.address} is a hard link to it. Remove or replace that one first.`,
    { layer: entry.layer.label, path: entry.name },
  )
}

/**
 * Throws NAME_TAKEN when an edit has given another entry the name that a reverted one goes back to. Names of the opened file stood beside each
 * other there, twins included, and may again.
 */
export function checkRevertedNames(layer: Layer, slots: ReadonlySet<number>): void {
  const goingBack = [...slots].flatMap(slot => {
    const origin = layer.originalEntry(slot)
    return origin && origin.name !== layer.entryAt(slot)?.name ? [origin.name] : []
  })
  if (goingBack.length === 0) return
  const named = layer.entries().filter(({ slot, name }) => !slots.has(slot) && name !== layer.originalEntry(slot)?.name)
  const there = new NamesThere(layer, named)
  for (const name of goingBack) there.check(name)
}

/** Throws NAME_INVALID when the dialect of an entry cannot hold what it is going to be. */
export function checkRecord({ layer, slot, after, like }: SlotPlan): void {
  if (after === null || isAsOpened(after) || !layer.isTar) return
  const size = after.content === null ? null : layer.blobLength(after.content)
  const sibling = like === undefined ? layer.sibling(slot) : like === null ? null : layer.origin(like)
  recordHead(layer, { slot, state: after, sibling }, size)
}

/** Throws LAST_ENTRY for an edit that would leave an archive without entries: read again, it could not be distinguished from garbage. */
export function checkNotEmptied(layer: Layer, plans: readonly SlotPlan[]): void {
  const own = plans.filter(one => one.layer === layer)
  if (own.every(one => one.after)) return
  const change = own.reduce((sum, one) => sum + (one.after ? 1 : 0) - (layer.slots[one.slot] ? 1 : 0), 0)
  if (layer.entries().length + change > 0) return
  throw new BootbankError(
    'LAST_ENTRY',
    `${layer.label} would be left without any entry. Keep at least one, or remove ${layer.label} itself.`,
    { layer: layer.label },
  )
}
