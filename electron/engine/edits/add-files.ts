// Files and folders of the disk put into a folder of the backup, all as one step. Their names come from a file system: what cannot be the
// name of an entry is shown escaped or refused, and a name that is there is never overwritten unless that was asked for.
import { BootbankError } from '../../../shared/model/errors'
import { displayName } from '../codecs/names'
import { bytesOf } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'
import { below } from './add'
import type { EditModule } from './edit-module'
import { putContent } from './put-content'

/** Names that a refusal lists. */
const shownNames = 5

/** Throws NAME_TAKEN, NAME_INVALID, READ_ONLY, and BAD_REQUEST where names and contents are not as many. */
export const addFiles: EditModule<'addFiles', 'folder'> = {
  about: 'folder',
  async apply(document, folder, { names, folders, contents, taken }) {
    const { layer } = folder
    if (names.length !== contents.length) throw new BootbankError('BAD_REQUEST', 'There must be a name for each file.')
    const paths = names.map(name => below(folder, nameOnDisk(name)))
    if (new Set(paths).size < paths.length) throw new BootbankError('NAME_TAKEN', 'Two of the files have one name.')
    const there = byName(layer)
    const clashes = paths.filter(path => there.has(plain(path)))
    if (taken === 'refuse' && clashes.length > 0) throw namesTaken(clashes)
    const [first = folders[0] ?? '', ...more] = names
    const label = more.length > 0 ? `Add ${names.length} files` : `Add ${below(folder, nameOnDisk(first))}`
    await document.asOneStep(label.slice(0, 200), () => {
      for (const name of folders) addFolder(document, layer, below(folder, nameOnDisk(name)))
      for (const [at, path] of paths.entries()) {
        const content = contents[at] ?? bytesOf()
        const entry = there.get(plain(path))
        if (entry && taken === 'replace') putContent(document, entry, content, {})
        else if (entry && taken === 'skip') continue
        else document.add(layer, entry ? freeName(layer, path) : path, content, { asSiblings: true })
      }
    })
  },
}

/** A name of the disk as text that stands for exactly its bytes. */
function nameOnDisk(name: string): string {
  return displayName(Buffer.from(name))
}

function byName(layer: Layer): ReadonlyMap<string, Entry> {
  return new Map(layer.entries().map(entry => [plain(entry.name), entry]))
}

/** Makes a directory unless there is one, be it by an entry of its own or by what lies in it. */
function addFolder(document: Document, layer: Layer, path: string): void {
  const name = plain(path)
  const isThere = layer
    .entries()
    .some(
      entry => plain(entry.name).startsWith(`${name}/`) || (entry.kind === 'directory' && plain(entry.name) === name),
    )
  if (!isThere) document.addFolder(layer, path)
}

/** `hosts-2` for `hosts`, `rc-2.local` for `rc.local`: the first that nothing has. */
function freeName(layer: Layer, path: string): string {
  const slash = path.lastIndexOf('/') + 1
  const dot = path.lastIndexOf('.')
  const end = dot > slash ? dot : path.length
  const there = byName(layer)
  for (let number = 2; ; number++) {
    const name = `${path.slice(0, end)}-${number}${path.slice(end)}`
    if (!there.has(plain(name))) return name
  }
}

function namesTaken(paths: readonly string[]): BootbankError {
  const listed = paths.slice(0, shownNames).join(', ')
  const more = paths.length > shownNames ? ` and ${paths.length - shownNames} more` : ''
  const path = paths[0] ?? ''
  return new BootbankError(
    'NAME_TAKEN',
    paths.length === 1 ? `${path} is there already.` : `${paths.length} names are there already: ${listed}${more}.`,
    { path },
  )
}
