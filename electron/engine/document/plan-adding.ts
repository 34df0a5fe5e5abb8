// What is added to a layer: files, folders, symbolic links. All of them come after the last entry, in the dialect and with owner and time
// of a sibling.
import type { Bytes } from '../codecs/bytes'
import { displayName } from '../codecs/names'
import type { BlobId } from './blobs'
import { checkArchive, type SlotPlan } from './edit-rules'
import type { Entry } from './entry'
import type { Layer } from './layer'
import { checkedName, checkFree } from './names-allowed'
import type { EditPlan } from './patched'
import { plain } from './plain-name'
import { checkedTarget } from './plan-header-edits'
import type { Present } from './slot-state'

/** Takes a content in and gives the number it has in the edit. */
export type Keep = (content: Bytes) => BlobId

/** What a new file is like. */
export interface NewFile {
  /** Its mode: that of its siblings, T flag included; 0644 unless so, as when a file is made by hand. */
  readonly asSiblings?: boolean
}

/** A new regular file. */
export function planAdd(layer: Layer, name: string, content: Bytes, keep: Keep, { asSiblings }: NewFile): EditPlan {
  checkArchive(layer)
  const shown = displayName(checkedName(name))
  checkFree(layer, name)
  const mode = asSiblings ? modeLikeSiblings(layer, name) : 0o644
  const after = { name: shown, mode: mode === 0o644 ? null : mode, content: keep(content) }
  return { label: `Add ${name}`, slots: [added(layer, after, siblingOf(layer, name))] }
}

/** A new directory, like the directory it is in or those beside it. */
export function planFolder(layer: Layer, name: string): EditPlan {
  checkArchive(layer)
  const shown = displayName(checkedName(name))
  checkFree(layer, name)
  const near = nearDirectory(layer, name)
  const mode = near ? near.mode & 0o1777 : 0o755
  const after = { name: shown, mode: mode === 0o644 ? null : mode, content: null, kind: 'directory' as const }
  return { label: `New folder ${name}`, slots: [added(layer, after, near ?? siblingOf(layer, name))] }
}

/** A new symbolic link. Throws LINK_INVALID. */
export function planSymlink(layer: Layer, name: string, target: string): EditPlan {
  checkArchive(layer)
  const shown = displayName(checkedName(name))
  checkFree(layer, name)
  const after = {
    name: shown,
    mode: 0o777,
    content: null,
    kind: 'symlink' as const,
    link: checkedTarget({ name }, target),
  }
  return { label: `Link ${name}`, slots: [added(layer, after, siblingOf(layer, name))] }
}

/** A new slot, with dialect, owner and time of a sibling: what edits have made of that one included. */
function added(layer: Layer, after: Present, sibling: Entry | null): SlotPlan {
  const like = !sibling ? null : sibling.origin ? sibling.slot : layer.siblingSlot(sibling.slot)
  const { owner, mtime } = sibling?.state ?? {}
  return {
    layer,
    slot: layer.slots.length,
    after: { ...after, ...(owner === undefined ? {} : { owner }), ...(mtime === undefined ? {} : { mtime }) },
    like,
  }
}

/** The last regular file in the folder of a name, else in the archive, else the last entry. */
function siblingOf(layer: Layer, name: string): Entry | null {
  const folder = name.slice(0, name.lastIndexOf('/') + 1)
  const entries = layer.entries().filter(entry => entry.kind !== 'other')
  const files = entries.filter(entry => entry.kind === 'file')
  const near = files.findLast(entry => entry.name.slice(0, entry.name.lastIndexOf('/') + 1) === folder)
  return near ?? files.at(-1) ?? entries.at(-1) ?? null
}

/**
 * The mode of the last file in the folder that the name is in, or else in the nearest folder around it that has files; 0644 where none has.
 * A program that runs as its owner (set-id bits) is not made by adding a file beside one.
 */
function modeLikeSiblings(layer: Layer, name: string): number {
  const files = layer.entries().filter(entry => entry.kind === 'file')
  const byFolder = new Map(files.map(entry => [folderOf(plain(entry.name)), entry]))
  for (let folder = folderOf(plain(name)); folder !== ''; folder = folderOf(folder)) {
    const sibling = byFolder.get(folder)
    if (sibling) return sibling.mode & 0o1777
  }
  return (byFolder.get('')?.mode ?? 0o644) & 0o1777
}

/** The last directory beside a new one, or else the nearest one around it. */
function nearDirectory(layer: Layer, name: string): Entry | null {
  const folder = folderOf(plain(name))
  const directories = layer.entries().filter(entry => entry.kind === 'directory' && plain(entry.name) !== '')
  const beside = directories.findLast(entry => folderOf(plain(entry.name)) === folder)
  if (beside) return beside
  const byName = new Map(directories.map(entry => [plain(entry.name), entry]))
  for (let at = folder; at !== ''; at = folderOf(at)) {
    const around = byName.get(at)
    if (around) return around
  }
  return directories.at(-1) ?? null
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
