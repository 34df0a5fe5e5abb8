// `bootbank ls`: every entry of every layer, depth first: after a layer's entry comes its inside.
import type { FileRole } from '../../../../shared/model/file-role'
import { entryFindings, layerFindings } from '../../../engine/checks/findings'
import { sha256Of } from '../../../engine/codecs/bytes'
import type { Document } from '../../../engine/document/document'
import type { Entry } from '../../../engine/document/entry'
import type { Layer } from '../../../engine/document/layer'
import { isoTime } from '../../../engine/formats/iso-time'
import type { ExitCode } from '../exit-code'
import { type LongRow, longLines, longRow, octalMode } from '../listing'
import { damageIn, openBackup } from '../open-backup'
import type { Run } from '../run'

export interface ListFormat {
  readonly long: boolean
  readonly hash: boolean
}

/** Prints the list. A damaged layer is thrown after what could be read has been printed. */
export async function ls(run: Run, file: string, format: ListFormat): Promise<ExitCode> {
  // What a file is for is read in the host's settings; without them, names and facts are enough.
  const document = await openBackup(file, run, { listing: !format.hash && !run.json })
  const roleOf = run.json ? await roles(document, run) : null
  const rows: LongRow[] = []
  const addresses: string[] = []
  const hashes: (string | null)[] = []
  const layerNotes: string[] = []
  const entryNotes: string[] = []
  // Of each entry only its line is kept: what it lies in is gone when the next layer is opened.
  const visitor = {
    layer: (layer: Layer) => {
      for (const { message } of layerFindings(layer)) layerNotes.push(`${layer.label}: ${message}`)
    },
    entry: (entry: Entry) => {
      const hash = format.hash ? hashOf(entry) : null
      if (roleOf) run.printJson(jsonOf(entry, hash, roleOf(entry)))
      else if (format.long) rows.push(longRow(entry))
      else addresses.push(entry.address)
      if (format.hash) hashes.push(hash)
      if (entry.problem) entryNotes.push(entry.problem.message)
    },
  }
  const damage = damageIn(document, await document.visitAll(visitor, run.watch), run)
  for (const note of [...layerNotes, ...entryNotes]) run.note(note)
  const lines = format.long ? longLines(rows) : addresses
  run.print(format.hash ? lines.map((line, index) => `${hashes[index] ?? '-'.padEnd(64)}  ${line}`) : lines)
  if (damage) throw damage
  return 0
}

/** What each file is for, by the host's settings. */
async function roles(document: Document, run: Run): Promise<(entry: Entry) => FileRole | null> {
  const [{ settingsOf }, { roleOf }] = await Promise.all([
    import('../../../engine/settings/read-settings'),
    import('../../../engine/atlas/role'),
  ])
  await document.openChain(run.watch)
  const settings = await settingsOf(document)
  return entry => roleOf(entry, settings)?.role ?? null
}

/** SHA-256 of a regular file; null for anything else, and for content that cannot be read. */
function hashOf(entry: Entry): string | null {
  return entry.kind === 'file' && !entry.problem ? sha256Of(entry.layer.contentOf(entry.slot)) : null
}

/** The fields that docs/cli.md promises, in its order, and remarks where there are any. */
function jsonOf(entry: Entry, sha256: string | null, role: FileRole | null) {
  const { address, kind, size, mode, uid, gid, uname, gname, mtime, linkname, opens } = entry
  const findings = entryFindings(entry)
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
    ...(role === null ? {} : { role }),
    ...(findings.length === 0 ? {} : { notes: findings.map(({ message }) => message), findings }),
  }
}
