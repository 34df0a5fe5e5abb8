// Files and folders of the disk put into a folder of the backup, all as one step. Their names come from a file system: what cannot be the
// name of an entry is shown escaped or refused, and a name that is there is never overwritten unless that was asked for.
import { BootbankError } from '../../../shared/model/errors'
import { displayName } from '../codecs/names'
import { bytesOf } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'
import { below } from './add'
import type { EditModule } from './edit-module'
import { byName, freeName, namesTaken } from './names-there'
import { putContent } from './put-content'

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
