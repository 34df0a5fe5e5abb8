// Entries and folders of the backup put into another folder, of the same layer or of another one, all as one step. A copy has the content of
// now, and mode, owner and time of what it is a copy of.
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'
import type { NewEntry } from '../document/plan-adding'
import { below } from './add'
import type { CopiedRow, EditModule } from './edit-module'
import { byName, freeName, namesTaken, pathsIn } from './names-there'
import { putContent } from './put-content'

/** Throws NAME_TAKEN, NAME_INVALID, READ_ONLY, and NOT_A_FILE for what has no content that could be copied, such as a device. */
export const copy: EditModule<'copy', 'copied'> = {
  about: 'copied',
  async apply(document, { folder, rows }, { taken }) {
    const { layer } = folder
    const there = pathsIn(layer)
    const clashes = rows.map(({ name }) => below(folder, name)).filter(path => there.has(plain(path)))
    if (new Set(rows.map(({ name }) => name)).size < rows.length)
      throw new BootbankError('NAME_TAKEN', 'Two of what is copied have one name. Copy them one after the other.')
    if (taken === 'refuse' && clashes.length > 0) throw namesTaken(clashes)
    // All of it is read first: a folder may be copied into itself.
    const copies: (readonly [CopiedRow, readonly Copied[]])[] = []
    for (const row of rows) copies.push([row, await readAll(document, row)])
    const [first] = rows
    const label = rows.length > 1 ? `Copy ${rows.length} entries` : `Copy ${first?.name ?? ''}`
    const before = byName(layer)
    const taking = new Set([...there, ...rows.map(({ name }) => plain(below(folder, name)))])
    const replaced: (readonly [Entry, Bytes])[] = []
    const made: NewEntry[] = []
    // Rows have names of their own, so that none of them makes what another one meets.
    for (const [{ name }, parts] of copies) {
      const path = below(folder, name)
      const isThere = there.has(plain(path))
      if (isThere && taken === 'skip') continue
      const root = isThere && taken === 'both' ? freeName(taking, path) : path
      taking.add(plain(root))
      for (const part of parts) {
        const to = part.inside === '' ? root : `${root}/${part.inside}`
        const old = before.get(plain(to))
        if (old?.kind === 'file' && part.content) replaced.push([old, part.content])
        else if (old?.kind !== 'directory' || part.entry.kind !== 'directory') made.push(copyOf(part, to))
      }
    }
    await document.asOneStep(`${label} to ${folder.path || layer.label}`.slice(0, 200), () => {
      for (const [entry, content] of replaced) putContent(document, entry, content, {})
      document.addAll(layer, made)
    })
  },
}

interface Copied {
  readonly entry: Entry
  /** Path below the row; empty for its own entry. */
  readonly inside: string
  /** Null for a directory and a symbolic link. */
  readonly content: Bytes | null
}

async function readAll(document: Document, { entries }: CopiedRow): Promise<readonly Copied[]> {
  const found: Copied[] = []
  for (const { entry, inside } of entries) found.push({ entry, inside, content: await contentOf(document, entry) })
  // A directory comes before what is in it.
  const depth = ({ inside }: Copied) => (inside === '' ? 0 : inside.split('/').length)
  return found.toSorted((a, b) => depth(a) - depth(b))
}

async function contentOf(document: Document, entry: Entry): Promise<Bytes | null> {
  if (entry.kind === 'directory' || entry.kind === 'symlink') return null
  if (entry.kind === 'other')
    throw new BootbankError(
      'NOT_A_FILE',
      `${entry.address} is neither a file, a folder nor a link, and cannot be copied.`,
      {
        layer: entry.layer.label,
        path: entry.name,
      },
    )
  const inner = document.layerAt(entry)
  return inner?.isRebuilt() ? document.buildLayer(inner) : document.content(entry)
}

/** A new entry of that path, with mode, owner and time of what it is a copy of. A part of a second, which no edit can give, is left out. */
function copyOf({ entry, content }: Copied, name: string): NewEntry {
  const { mode, uid, gid, uname, gname, mtime } = entry
  const facts = { mode, owner: { uid, gid, uname, gname }, mtime: Math.floor(mtime) }
  if (content) return { kind: 'file', name, content, facts }
  if (entry.kind === 'symlink') return { kind: 'symlink', name, target: entry.linkname, facts }
  return { kind: 'directory', name, facts }
}
