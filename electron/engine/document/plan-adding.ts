// What is added to a layer: files, folders, symbolic links. All of them come after the last entry, in the dialect and with owner and time
// of a sibling. Any number of them is one step, for which the list of the layer is walked once.
import type { Bytes } from '../codecs/bytes'
import { displayName } from '../codecs/names'
import type { BlobId } from './blobs'
import { checkArchive, type SlotPlan } from './edit-rules'
import type { Layer } from './layer'
import { checkedName, NamesThere } from './names-allowed'
import type { EditPlan } from './patched'
import { checkedOwner, checkedTarget, checkedTime } from './plan-header-edits'
import { Siblings } from './siblings'
import { type Owner, type Present, sameOwner } from './slot-state'

/** Takes a content in and gives the number it has in the edit. */
export type Keep = (content: Bytes) => BlobId

/** What a new file is like. */
export interface NewFile {
  /** Its mode: that of its siblings, T flag included; 0644 unless so, as when a file is made by hand. */
  readonly asSiblings?: boolean
}

/** What a new entry has of its own, and not from its siblings. */
export interface OwnFacts {
  /** 0 to 07777. */
  readonly mode: number
  readonly owner: Owner
  /** Whole seconds since 1970. */
  readonly mtime: number
}

/** Something to be added; `name` is its whole path inside the layer. */
export type NewEntry = {
  readonly name: string
  /** Absent: like its siblings. */
  readonly facts?: OwnFacts
} & (
  | ({ readonly kind: 'file'; readonly content: Bytes } & NewFile)
  | { readonly kind: 'directory' }
  | { readonly kind: 'symlink'; readonly target: string }
)

const verbs = { file: 'Add', directory: 'New folder', symlink: 'Link' } as const

/** New entries, in this order. Throws NAME_TAKEN, NAME_INVALID, LINK_INVALID, OWNER_INVALID, TIME_INVALID, READ_ONLY. */
export function planAdd(layer: Layer, all: readonly NewEntry[], keep: Keep): EditPlan {
  checkArchive(layer)
  const names = new NamesThere(layer)
  const siblings = new Siblings(layer)
  const slots = all.map((one, index): SlotPlan => {
    const name = displayName(checkedName(one.name))
    names.take(one.name, one.kind === 'directory')
    const { like, state } = stateOf(layer, one, name, siblings, keep)
    siblings.add({ name, kind: one.kind, like, state })
    return { layer, slot: layer.slots.length + index, after: state, like }
  })
  const [first] = all
  const label = first && all.length === 1 ? `${verbs[first.kind]} ${first.name}` : `Add ${all.length} entries`
  return { label, slots }
}

function stateOf(
  layer: Layer,
  one: NewEntry,
  name: string,
  siblings: Siblings,
  keep: Keep,
): { readonly like: number | null; readonly state: Present } {
  const near = one.kind === 'directory' ? siblings.nearDirectory(name) : null
  const sibling = near ?? siblings.nearFile(name)
  const like = sibling?.like ?? null
  const mode = one.facts?.mode ?? modeOf(one, name, near?.mode, siblings)
  return {
    like,
    state: {
      name,
      mode: mode === 0o644 ? null : mode,
      content: one.kind === 'file' ? keep(one.content) : null,
      ...(one.kind === 'file' ? {} : { kind: one.kind }),
      ...(one.kind === 'symlink' ? { link: checkedTarget(one, one.target) } : {}),
      ...(one.facts ? differing(layer, one.name, one.facts, like) : sibling?.inherited),
    },
  }
}

function modeOf(one: NewEntry, name: string, near: number | undefined, siblings: Siblings): number {
  if (one.kind === 'symlink') return 0o777
  if (one.kind === 'directory') return near === undefined ? 0o755 : near & 0o1777
  return one.asSiblings ? siblings.modeAround(name) : 0o644
}

/** Owner and time where they are not those of the entry whose header is taken. */
function differing(layer: Layer, name: string, facts: OwnFacts, like: number | null): Partial<Present> {
  const header = like === null ? null : layer.origin(like)
  const owner = header ?? { uid: 0, gid: 0, uname: 'root', gname: 'root' }
  const place = { layer: layer.label, path: name }
  return {
    ...(sameOwner(facts.owner, owner) ? {} : { owner: checkedOwner(facts.owner, place) }),
    ...(facts.mtime === (header?.mtime ?? 0) ? {} : { mtime: checkedTime(facts.mtime, place) }),
  }
}
