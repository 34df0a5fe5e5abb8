// The folders of a layer, derived from the paths of its entries: archives of ESXi hold no directory entries. One pass over
// the entries, kept as long as the layer's list of entries is the same; a folder is sorted when it is first shown.
import type { Entry } from '../engine/document/entry'
import type { Layer } from '../engine/document/layer'

export interface Folder {
  readonly layer: Layer
  /** Segments joined by `/`; empty for the top of the layer. */
  readonly path: string
  readonly segments: readonly string[]
  /** Last segment. */
  readonly name: string
  /** The directory entry of this path, the last one if there are several; null for most. */
  readonly own: Entry | null
  /** Entries at any depth below. */
  readonly total: number
  /** Folders inside, by name in code-point order. */
  folders(): readonly Folder[]
  /** Entries inside that are not directories, by name in code-point order, archive order among equals. */
  entries(): readonly Entry[]
  /** Every entry at any depth below, directory entries included, its own last. */
  allEntries(): readonly Entry[]
}

const outlines = new WeakMap<readonly Entry[], ReadonlyMap<string, FolderNode>>()

/** The folder at a path of a layer; empty path for its top. Null when nothing has that path. */
export function folderAt(layer: Layer, path: string): Folder | null {
  const entries = layer.entries()
  let outline = outlines.get(entries)
  if (!outline) {
    outline = outlineOf(layer, entries)
    outlines.set(entries, outline)
  }
  return outline.get(path) ?? null
}

/** The top of a layer. */
export function topOf(layer: Layer): Folder {
  return folderAt(layer, '') ?? new FolderNode(layer, [])
}

/** Segments of a name for grouping: `./` in front says nothing, an absolute name lies under `/`. */
export function segmentsOf(name: string): readonly string[] {
  const segments = name.split('/').filter(segment => segment !== '' && segment !== '.')
  return name.startsWith('/') ? ['/', ...segments] : segments
}

/** Whether the entry is shown as a folder rather than as a row of its own. The archive's own `./` has no path to be one. */
export function isFolder(entry: Entry): boolean {
  return entry.kind === 'directory' && segmentsOf(entry.name).length > 0
}

/** Last segment, for the row; the whole name where it has none. */
export function shortName(entry: Entry): string {
  return segmentsOf(entry.name).at(-1) ?? (entry.name === '' ? '(no name)' : entry.name)
}

class FolderNode implements Folder {
  own: Entry | null = null
  total = 0
  readonly inner = new Map<string, FolderNode>()
  readonly direct: Entry[] = []
  private sortedFolders: readonly Folder[] | null = null
  private sortedEntries: readonly Entry[] | null = null

  constructor(
    readonly layer: Layer,
    readonly segments: readonly string[],
  ) {}

  get path(): string {
    return this.segments.join('/')
  }

  get name(): string {
    return this.segments.at(-1) ?? ''
  }

  folders(): readonly Folder[] {
    this.sortedFolders ??= [...this.inner.values()].sort((a, b) => byCodePoint(a.name, b.name))
    return this.sortedFolders
  }

  entries(): readonly Entry[] {
    this.sortedEntries ??= this.direct
      .map(entry => ({ entry, name: shortName(entry) }))
      .sort((a, b) => byCodePoint(a.name, b.name))
      .map(({ entry }) => entry)
    return this.sortedEntries
  }

  allEntries(): readonly Entry[] {
    const found: Entry[] = []
    const waiting: FolderNode[] = [this]
    for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
      for (const entry of folder.direct) found.push(entry)
      if (folder.own && folder !== this) found.push(folder.own)
      waiting.push(...folder.inner.values())
    }
    if (this.own) found.push(this.own)
    return found
  }
}

function outlineOf(layer: Layer, entries: readonly Entry[]): ReadonlyMap<string, FolderNode> {
  const top = new FolderNode(layer, [])
  const byPath = new Map<string, FolderNode>([['', top]])
  for (const entry of entries) {
    const segments = segmentsOf(entry.name)
    const folder = isFolder(entry)
    let at = top
    top.total += 1
    for (const segment of folder ? segments : segments.slice(0, -1)) {
      at = at.inner.get(segment) ?? newFolder(layer, at, segment, byPath)
      at.total += 1
    }
    if (folder) at.own = entry
    else at.direct.push(entry)
  }
  return byPath
}

function newFolder(layer: Layer, parent: FolderNode, name: string, byPath: Map<string, FolderNode>): FolderNode {
  const folder = new FolderNode(layer, [...parent.segments, name])
  parent.inner.set(name, folder)
  byPath.set(folder.path, folder)
  return folder
}

/** ADDRESS of a folder: of its directory entry, or of the path that its files have. */
export function folderAddress({ layer, own, path }: Folder): string {
  return own?.address ?? layer.prefix + path.replace(/^\/\//, '/')
}

/** Order of code points, not of UTF-16 units: the two differ beyond U+FFFF. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at += 1) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return (a.codePointAt(at) ?? 0) - (b.codePointAt(at) ?? 0)
  }
  return a.length - b.length
}
