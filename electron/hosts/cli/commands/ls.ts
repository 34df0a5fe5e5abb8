// `bootbank ls`: every entry of every layer, depth first: behind a layer's entry come its insides.
import { sha256Of } from '../../../engine/codecs/bytes'
import type { Entry } from '../../../engine/document/entry'
import type { ExitCode } from '../exit-code'
import { isoTime } from '../../../engine/document/mode-text'
import { type LongRow, longLines, longRow, octalMode } from '../listing'
import { damageIn, openBackup } from '../open-backup'
import type { Run } from '../run'

export interface ListFormat {
  readonly long: boolean
  readonly hash: boolean
}

/** Prints the list. A damaged layer is thrown after what could be read has been printed. */
export async function ls(run: Run, file: string, format: ListFormat): Promise<ExitCode> {
  const document = await openBackup(file, run, { listing: !format.hash })
  const rows: LongRow[] = []
  const addresses: string[] = []
  const hashes: (string | null)[] = []
  const notes: string[] = []
  const problems: string[] = []
  // Of each entry only its line is kept: what it lies in is gone when the next layer is opened.
  const damage = damageIn(
    document,
    await document.visitAll(
      {
        layer: layer => notes.push(...layer.notes.map(note => `${layer.label}: ${note}`)),
        entry: entry => {
          const hash = format.hash ? hashOf(entry) : null
          if (run.json) run.printJson(jsonOf(entry, hash))
          else if (format.long) rows.push(longRow(entry))
          else addresses.push(entry.address)
          if (format.hash) hashes.push(hash)
          if (entry.problem) problems.push(entry.problem.message)
        },
      },
      run.watch,
    ),
    run,
  )
  for (const note of [...notes, ...problems]) run.note(note)
  const lines = format.long ? longLines(rows) : addresses
  run.print(format.hash ? lines.map((line, index) => `${hashes[index] ?? '-'.padEnd(64)}  ${line}`) : lines)
  if (damage) throw damage
  return 0
}

/** SHA-256 of a regular file; null for anything else, and for a content that cannot be had. */
function hashOf(entry: Entry): string | null {
  return entry.kind === 'file' && !entry.problem ? sha256Of(entry.layer.contentOf(entry.slot)) : null
}

/** The fields that cli.md promises, in its order, and remarks where there are any. */
function jsonOf(entry: Entry, sha256: string | null) {
  const { address, kind, size, mode, uid, gid, uname, gname, mtime, linkname, opens, notes } = entry
  return {
    address,
    kind,
    size,
    mode: octalMode(mode),
    uid,
    gid,
    uname,
    gname,
    mtime: isoTime(mtime),
    ...(linkname === '' ? {} : { linkname }),
    ...(opens === null ? {} : { opens }),
    ...(sha256 === null ? {} : { sha256 }),
    ...(notes.length === 0 ? {} : { notes }),
  }
}
