// `bootbank ls`: every entry of every layer, depth first: after a layer's entry comes its inside.
import type { FileRole } from '../../../../shared/model/file-role'
import { roleOf } from '../../../engine/atlas/role'
import { entryFindings, layerFindings } from '../../../engine/checks/findings'
import { sha256Of } from '../../../engine/codecs/bytes'
import type { Document } from '../../../engine/document/document'
import type { Entry } from '../../../engine/document/entry'
import type { Layer } from '../../../engine/document/layer'
import { settingsOf } from '../../../engine/settings/read-settings'
import type { ExitCode } from '../exit-code'
import { isoTime } from '../../../engine/formats/iso-time'
import { longLines, octalMode } from '../listing'
import { openLayers, openBackup } from '../open-backup'
import type { Run } from '../run'

export interface ListFormat {
  readonly long: boolean
  readonly hash: boolean
}

/** Prints the list. A damaged layer is thrown after what could be read has been printed. */
export async function ls(run: Run, file: string, format: ListFormat): Promise<ExitCode> {
  const document = await openBackup(file, run)
  const damage = await openLayers(document, run, 'all')
  const entries = [...inDepth(document, document.root)]
  const hashes = format.hash ? entries.map(hashOf) : []
  for (const layer of document.layers())
    for (const { message } of layerFindings(layer)) run.note(`${layer.label}: ${message}`)
  for (const entry of entries) if (entry.problem) run.note(entry.problem.message)
  if (run.json) {
    const settings = await settingsOf(document)
    for (const [index, entry] of entries.entries()) {
      run.printJson(jsonOf(entry, hashes[index] ?? null, roleOf(entry, settings)?.role ?? null))
    }
  } else {
    const lines = format.long ? longLines(entries) : entries.map(entry => entry.address)
    const hashed = format.hash ? lines.map((line, index) => `${hashes[index] ?? '-'.padEnd(64)}  ${line}`) : lines
    run.print(hashed)
  }
  if (damage) throw damage
  return 0
}

function* inDepth(document: Document, layer: Layer): Iterable<Entry> {
  for (const entry of layer.entries()) {
    yield entry
    const inner = document.layerAt(entry)
    if (inner) yield* inDepth(document, inner)
  }
}

/** SHA-256 of a regular file; null for anything else, and for content that cannot be read. */
function hashOf(entry: Entry): string | null {
  return entry.kind === 'file' && !entry.problem ? sha256Of(entry.layer.contentOf(entry.slot)) : null
}

/** The fields that cli.md promises, in its order, and remarks where there are any. */
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
