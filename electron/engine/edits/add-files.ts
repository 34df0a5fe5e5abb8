// Files and folders of the disk put into a folder of the backup, all as one step. Their names come from a file system: what cannot be the
// name of an entry is shown escaped or refused, and a name that is there is never overwritten unless that was asked for.
import { BootbankError } from '../../../shared/model/errors'
import { displayName } from '../codecs/names'
import { type Bytes, bytesOf } from '../codecs/bytes'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import type { NewEntry } from '../document/plan-adding'
import { plain } from '../document/plain-name'
import { below } from './add'
import type { EditModule } from './edit-module'
import { byName, foldersIn, freeName, namesTaken, pathsIn } from './names-there'
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
    const made: NewEntry[] = newFolders(
      layer,
      folders.map(name => below(folder, nameOnDisk(name))),
    )
    const taking = new Set([...pathsIn(layer), ...paths.map(plain)])
    const replaced: (readonly [Entry, Bytes])[] = []
    for (const [at, path] of paths.entries()) {
      const content = contents[at] ?? bytesOf()
      const entry = there.get(plain(path))
      if (entry && taken === 'skip') continue
      if (entry && taken === 'replace') {
        replaced.push([entry, content])
        continue
      }
      const name = entry ? freeName(taking, path) : path
      taking.add(plain(name))
      made.push({ kind: 'file', name, content, asSiblings: true })
    }
    await document.asOneStep(label.slice(0, 200), () => {
      for (const [entry, content] of replaced) putContent(document, entry, content, {})
      document.addAll(layer, made)
    })
  },
}

/** A name of the disk as text that stands for exactly its bytes. */
function nameOnDisk(name: string): string {
  return displayName(Buffer.from(name))
}

/** Those that are not folders yet, be it by an entry of its own or by what lies in it. */
function newFolders(layer: Layer, paths: readonly string[]): NewEntry[] {
  const there = foldersIn(layer)
  return paths.flatMap(path => {
    if (there.has(plain(path))) return []
    there.add(plain(path))
    return [{ kind: 'directory', name: path }]
  })
}
