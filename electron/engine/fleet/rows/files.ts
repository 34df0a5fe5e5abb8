// Entries of the host's layer chain, with what the host does with each.
import { roleOf } from '../../atlas/role'
import { sha256Of } from '../../codecs/bytes'
import type { Entry } from '../../document/entry'
import type { HostView } from '../../facts/host-view'
import { isoTime } from '../../formats/iso-time'
import type { Row } from '../tables'

/** In the order of the layers, the outermost first, and of their entries. */
export function* fileRows({ document, settings }: HostView): Iterable<Row<'files'>> {
  for (const layer of document.chain())
    for (const entry of layer.entries()) {
      const { address, name, kind, size, mode, uid, gid, mtime, linkname } = entry
      yield {
        address,
        path: name,
        kind,
        size,
        mode: `0${mode.toString(8).padStart(4, '0')}`,
        uid,
        gid,
        modified_at: isoTime(mtime),
        linkname: linkname === '' ? null : linkname,
        role: roleOf(entry, settings)?.role ?? null,
        sha256: hashOf(entry),
      }
    }
}

/** Null for what is not a file, and for content that cannot be read. */
function hashOf(entry: Entry): string | null {
  return entry.kind === 'file' && !entry.problem ? sha256Of(entry.layer.contentOf(entry.slot)) : null
}
