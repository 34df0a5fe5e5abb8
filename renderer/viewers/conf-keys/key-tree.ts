// The lines of an esx.conf as a tree: a branch for each segment of a key that others share, a leaf for each line. Every line of the file is
// one leaf; what holds no key lies in a branch of its own at the end. Pure.
import { rawLineKind, type RawLineKind } from '../../../shared/esx-conf/raw-line'
import { type ConfSegment, segmentsOf } from '../../../shared/esx-conf/segments'
import type { ConfKeysView } from '../../../shared/viewers/conf-keys'

/** Parts of a key between slashes that are branches; the rest of a longer key is one name. */
export const maxDepth = 64

export interface Branch {
  /** In `KeyTree.branches`: a branch comes after the one that it lies in. */
  readonly index: number
  /** Tells it apart, in this file and in the next state of it. */
  readonly id: string
  /** The part of the key up to here: `/net/vswitch/child[0000]`. Empty for the two that are not part of a key. */
  readonly path: string
  readonly segment: ConfSegment
  /** -1: it is a root. */
  readonly parent: number
  /** Branches, and indexes of lines, in the order in which they first appear in the file. */
  readonly children: (Branch | number)[]
}

export interface KeyTree {
  readonly view: ConfKeysView
  readonly branches: readonly Branch[]
  /** What has keys. */
  readonly keys: Branch
  /** The lines without a key. */
  readonly others: Branch
  /** For each line the index of its branch. */
  readonly branchOf: Int32Array
  /** For each line the last segment of its key. */
  readonly leaf: readonly (ConfSegment | null)[]
  /** For each line: whether it holds a secret. */
  readonly secret: Uint8Array
  /** The lines of each key that stands more than once, in their order. */
  readonly repeated: ReadonlyMap<string, readonly number[]>
}

/** Builds the tree. The time is proportional to the length of the file. */
export function keyTree(view: ConfKeysView): KeyTree {
  const branches: Branch[] = []
  const known = new Map<string, Branch>()
  const keys = branch('', '', { name: '', item: false }, null)
  const others = branch('others', '', { name: '', item: false }, null)
  const byPrefix = new Map<string, Branch>()
  const branchOf = new Int32Array(view.key.length)
  const leaf: (ConfSegment | null)[] = []
  const first = new Map<string, number>()
  const repeated = new Map<string, number[]>()
  for (const [line, key] of view.key.entries()) {
    if (key === null) {
      hang(others, line, null)
      continue
    }
    const slash = leafStart(key)
    const prefix = key.slice(0, slash)
    let above = byPrefix.get(prefix)
    if (above === undefined) {
      above = prefix === '' ? keys : prefix.slice(1).split('/').flatMap(segmentsOf).reduce(into, keys)
      byPrefix.set(prefix, above)
    }
    const last = segmentsOf(key.slice(slash + 1))
    const end = last.at(-1) ?? { name: '', item: false }
    hang(last.slice(0, -1).reduce(into, above), line, end)
    const before = first.get(key)
    if (before === undefined) first.set(key, line)
    else {
      const lines = repeated.get(key)
      if (lines) lines.push(line)
      else repeated.set(key, [before, line])
    }
  }
  const secret = new Uint8Array(view.key.length)
  for (const line of view.secret) secret[line] = 1
  return { view, branches, keys, others, branchOf, leaf, secret, repeated }

  function hang(above: Branch, line: number, segment: ConfSegment | null): void {
    above.children.push(line)
    branchOf[line] = above.index
    leaf.push(segment)
  }

  function into(above: Branch, segment: ConfSegment): Branch {
    // A name in a key holds no white space.
    const id = `${above.id}${segment.item ? ' ' : '/'}${segment.name}`
    const found = known.get(id)
    if (found) return found
    const path = `${above.path}${segment.item ? `[${segment.name}]` : `/${segment.name}`}`
    const made = branch(id, path, segment, above)
    above.children.push(made)
    known.set(id, made)
    return made
  }

  function branch(id: string, path: string, segment: ConfSegment, above: Branch | null): Branch {
    const made: Branch = { index: branches.length, id, path, segment, parent: above?.index ?? -1, children: [] }
    branches.push(made)
    return made
  }
}

/** Where the slash before the last name of a key is. */
function leafStart(key: string): number {
  // A shorter key cannot have too many parts.
  if (key.length <= 2 * maxDepth) return key.lastIndexOf('/')
  let at = 0
  for (let depth = 0; depth < maxDepth; depth += 1) {
    const next = key.indexOf('/', at + 1)
    if (next < 0) break
    at = next
  }
  return at
}

/** What a line is. */
export function lineKind({ view }: KeyTree, line: number): 'key' | RawLineKind {
  return view.key[line] === null ? rawLineKind(view.value[line] ?? '') : 'key'
}

/** The lines that hold the same key, in their order; null for a key that stands once. The last one counts. */
export function sameKey({ view, repeated }: KeyTree, line: number): readonly number[] | null {
  return repeated.get(view.key[line] ?? '') ?? null
}
