// docs/dialects.md: each dialect read, saved, edited, and handed to other programs. A cell is what happened in this very run; where
// something is refused that should not be, the page is not written.
import { spawnSync } from 'node:child_process'
import { bytesOf, equalBytes } from '../../electron/engine/codecs/bytes'
import { Document } from '../../electron/engine/document/document'
import { acceptance } from '../archives/acceptance'
import { dialectArchives } from '../archives/dialects/all'
import type { DialectArchive } from '../archives/dialects/archive'
import { differences, editedBytes, expectedAfter, openArchive } from '../archives/dialect-edits'
import { tools } from '../archives/tar-tools'
import { makeToolArchives } from '../archives/tool-archives'
import { BootbankError } from '../../shared/model/errors'
import { code, Footnotes, plain, table } from './markdown'

const head = ['Archive', 'read', 'unedited save identical', 'edit', ...tools]

/** The page. Throws with every fault that was found. */
export async function dialectsPage(): Promise<string> {
  const notes = new Footnotes()
  const faults: string[] = []
  const rows = async (archives: readonly DialectArchive[], isWhole: boolean) => {
    const lines: string[][] = []
    for (const archive of archives) lines.push(await rowOf(archive, isWhole, notes, faults))
    return table(head, lines)
  }
  const byHand = await rows(dialectArchives, true)
  const byTools = await rows(makeToolArchives(), false)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return `# Tar dialects

Every cell is what happened in one run of \`npm run tables\`, which writes this page; it is not written when something is refused
that should not be. Programs: ${versions().join(', ')}.

- **read**: names, kinds, owners, times and contents are those that were put in.
- **unedited save identical**: the saved file is byte for byte the opened one.
- **edit**: a longer content, a name as long as the dialect can hold, a mode with the T flag and a new file, saved and read back; all
  other entries are as they were.
- **${tools.join(', ')}**: the program takes the edited archive, with the new names, mode and contents, and everything else as before.
  A number says why it takes neither the edited archive nor the original.

## Written by hand, by the field tables of each dialect

${byHand}

## Written by other programs

${byTools}

## Why a program takes neither

${notes.lines}
`
}

async function rowOf(archive: DialectArchive, isWhole: boolean, notes: Footnotes, faults: string[]): Promise<string[]> {
  const fault = (what: string) => {
    faults.push(`${archive.title}: ${what}`)
    return 'NO'
  }
  const document = await openArchive(archive)
  const problem = document.root.problem?.message
  const wrong = problem ?? (isWhole ? differences(document, archive.entries)[0] : contentFault(document, archive))
  const read = wrong === undefined ? 'yes' : fault(wrong)
  const isSame = equalBytes(await document.build(), bytesOf(archive.bytes))
  const same = isSame ? 'yes' : fault('an unedited save differs')
  if (archive.readOnly) {
    const refusal = await refusalOf(document)
    const edit = refusal === archive.readOnly ? `refused: ${code(refusal)}` : fault(`an edit gives ${refusal}`)
    return [plain(archive.title), read, same, edit, ...tools.map(() => '')]
  }
  const edited = await editedBytes(archive)
  const again = await Document.open(bytesOf(edited), { name: 'state.tgz' })
  const difference = isWhole ? differences(again, expectedAfter(archive))[0] : undefined
  const accepted = tools.map(tool => {
    const found = acceptance(tool, archive, edited)
    if (found.kind === 'refused') return fault(`${tool}: ${found.reason}`)
    return found.kind === 'accepted' ? 'yes' : `– ${notes.mark(`${tool}: ${found.reason}`)}`
  })
  const edit = difference === undefined ? 'yes' : fault(difference)
  return [plain(archive.title), read, same, edit, ...accepted]
}

/** Of what other programs made only the regular files are known. */
function contentFault(document: Document, archive: DialectArchive): string | undefined {
  return archive.entries
    .map(({ name, content }) => {
      const entry = document.root.entries().find(one => one.name === name)
      const isSame = entry && equalBytes(document.content(entry), bytesOf(Buffer.from(content ?? '')))
      return isSame ? undefined : `${name} is missing or has another content`
    })
    .find(fault => fault !== undefined)
}

async function refusalOf(document: Document): Promise<string> {
  const entry = await document.resolve('etc/edit')
  try {
    document.put(entry, bytesOf())
    return 'no refusal'
  } catch (error) {
    return error instanceof BootbankError ? error.code : String(error)
  }
}

function versions(): readonly string[] {
  const first = (command: string, ...args: string[]) =>
    plain(/\S.*/.exec(spawnSync(command, args).stdout.toString())?.[0]?.replace(/ - .*| \(.*/, '') ?? command)
  return [first('tar', '--version'), first('bsdtar', '--version'), first('busybox'), first('7z')]
}
