// Whether another program takes an edited archive as well as it took the original: the same listing except for the edits, the new
// content where it was put, and everything else byte for byte as before.
import { modeAsLs } from '../../shared/model/mode'
import { type DialectArchive, EDITED, type ExpectedEntry } from './dialects/archive'
import { NEW_CONTENT, NEW_FILE, NEW_MODE, nameIn, newNameFor } from './dialect-edits'
import { list, type Tool, unpacked, withFile } from './tar-tools'

export type Acceptance =
  | { readonly kind: 'accepted' }
  /** The program does not read the original either; why. */
  | { readonly kind: 'reads neither'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }

/** How a program takes the archive with the edits of dialect-edits.ts. */
export function acceptance(tool: Tool, archive: DialectArchive, edited: Uint8Array): Acceptance {
  const isGzip = archive.gzipped === true
  return withFile(archive.bytes, original => withFile(edited, after => compare(tool, archive, isGzip, original, after)))
}

function compare(tool: Tool, archive: DialectArchive, isGzip: boolean, original: string, after: string): Acceptance {
  const [edit = '', rename = '', chmod = ''] = EDITED.map(ending => nameIn(archive, ending))
  const files = archive.entries.filter(isPlainFile)
  const names = [...new Set(files.map(({ name }) => name))]
  const neither = (reason: string): Acceptance => ({ kind: 'reads neither', reason })
  const before = list(tool, original, isGzip)
  const missing = names.find(name => !before.entries.some(entry => entry.name === name))
  if (missing !== undefined) return neither(before.complaint || `it lists no ${missing}`)
  const contents = unpacked(tool, original, isGzip, names)
  const other = names.find(name => contents.get(name)?.toString() !== lastContent(archive, name))
  if (other !== undefined) return neither(before.complaint || `it gives another content of ${other}`)

  // What a program stumbles over in the original, it stumbles over still.
  const refused = (reason: string): Acceptance =>
    before.ok ? { kind: 'refused', reason } : neither(before.complaint || reason)
  const now = list(tool, after, isGzip)
  if (before.ok && !now.ok) return refused(now.complaint || 'it fails')
  const renamed = newNameFor(archive)
  const wanted = [...before.entries.map(({ name }) => (name === rename ? renamed : name)), NEW_FILE]
  // As sets: an access list that stands before a file under the same name goes when the mode is set.
  if (distinct(wanted) !== distinct(now.entries.map(({ name }) => name))) return refused('it lists other names')
  const mode = now.entries.find(({ name }) => name === chmod)?.mode
  if (mode && mode !== modeAsLs('file', NEW_MODE)) return refused(`it shows the mode ${mode}`)
  const expected = new Map(names.map(name => [name === rename ? renamed : name, lastContent(archive, name)]))
  expected.set(edit, NEW_CONTENT)
  expected.set(NEW_FILE, NEW_CONTENT)
  const got = unpacked(tool, after, isGzip, [...expected.keys()])
  const wrong = [...expected].find(([name, content]) => got.get(name)?.toString() !== content)
  return wrong ? refused(`it gives another content of ${wrong[0]}`) : { kind: 'accepted' }
}

function distinct(names: readonly string[]): string {
  return [...new Set(names)].join('\n')
}

/** A file that can be unpacked without fear, whose name every program shows alike. */
function isPlainFile({ name, kind }: ExpectedEntry): boolean {
  return kind === 'file' && /^[\x20-\x5b\x5d-\x7e]+$/.test(name) && !/^(\.\.)?\//.test(name)
}

/** Of several entries of a name the last one stays when unpacked. */
function lastContent({ entries }: DialectArchive, name: string): string {
  return entries.findLast(entry => entry.name === name)?.content ?? ''
}
