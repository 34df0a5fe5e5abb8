// The same four edits on an archive of any dialect: a longer content, a long name, a mode with the T flag, a new file.
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { Document } from '../../electron/engine/document/document'
import { verify } from '../../electron/engine/document/verify'
import { type DialectArchive, EDITED, type ExpectedEntry } from './dialects/archive'

export const NEW_CONTENT = 'a content that is longer than the one before\n'.repeat(30)
export const NEW_MODE = 0o1600
export const NEW_FILE = 'etc/added'

/** The name that etc/rename is given: as long as the dialect can hold, up to 180 bytes. */
export function newNameFor({ longestName = 180 }: DialectArchive): string {
  const folder = 'etc/a-folder-with-a-name-of-its-own/and-another-one-below-it/'
  return folder + 'n'.repeat(longestName - folder.length)
}

/** The name of one of the edited files as this archive has it (a long one ends in it). */
export function nameIn({ entries }: DialectArchive, ending: string): string {
  const found = entries.find(({ name }) => name.endsWith(ending))
  if (!found) throw new Error(`the archive holds no ${ending}`)
  return found.name
}

/** Entries of the archive after the edits. */
export function expectedAfter(archive: DialectArchive): readonly ExpectedEntry[] {
  const [edit, rename, chmod] = EDITED.map(ending => nameIn(archive, ending))
  const after = archive.entries.map((entry): ExpectedEntry => {
    // What the header says of the file that was sparse is about its map.
    if (entry.name === edit) return { name: entry.name, kind: entry.kind, content: NEW_CONTENT }
    if (entry.name === rename) {
      const { dialect: _, ...facts } = entry
      return { ...facts, name: newNameFor(archive) }
    }
    return entry.name === chmod ? { ...entry, mode: NEW_MODE } : entry
  })
  return [...after, { name: NEW_FILE, kind: 'file', content: NEW_CONTENT }]
}

export async function openArchive(archive: DialectArchive): Promise<Document> {
  return Document.open(bytesOf(archive.bytes), { name: 'state.tgz' })
}

/** The archive with the four edits, as it would be saved; proven by reading it back. */
export async function editedBytes(archive: DialectArchive): Promise<Uint8Array> {
  const document = await openArchive(archive)
  const [edit, rename, chmod] = await Promise.all(EDITED.map(ending => document.resolve(nameIn(archive, ending))))
  if (!edit || !rename || !chmod) throw new Error('an edited file is missing')
  document.put(edit, bytesOf(Buffer.from(NEW_CONTENT)))
  document.rename(rename, newNameFor(archive))
  document.chmod(chmod, NEW_MODE)
  document.add(document.root, NEW_FILE, bytesOf(Buffer.from(NEW_CONTENT)))
  const built = await document.build()
  await verify(document, built)
  return toUint8Array(built)
}

/** What differs between what was found and what was expected; empty when nothing does. */
export function differences(document: Document, expected: readonly ExpectedEntry[]): readonly string[] {
  const found = document.root.entries()
  const out: string[] = []
  if (found.length !== expected.length) out.push(`${found.length} entries instead of ${expected.length}`)
  for (const [index, want] of expected.entries()) {
    const have = found[index]
    if (!have) continue
    const { content, ...facts } = want
    for (const [fact, value] of Object.entries(facts)) {
      const actual: unknown = Reflect.get(have, fact)
      if (actual !== value) out.push(`${want.name}: ${fact} is ${String(actual)} instead of ${String(value)}`)
    }
    if (content !== undefined) {
      const actual = Buffer.from(toUint8Array(document.content(have))).toString()
      if (actual !== content) out.push(`${want.name}: the content is ${JSON.stringify(actual.slice(0, 60))}`)
    }
  }
  return out
}
