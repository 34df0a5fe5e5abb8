// Everything the header says about a row, for the inspector.
import type { ChangeKind } from '../../shared/model/change'
import { noFindings } from '../../shared/model/finding'
import type { NodeId } from '../../shared/model/node'
import type { NodeFacts } from '../../shared/model/preview'
import { entryFindings, layerFindings } from '../engine/checks/findings'
import { roleOf } from '../engine/atlas/role'
import { sha256Of } from '../engine/codecs/bytes'
import type { Document } from '../engine/document/document'
import type { Entry } from '../engine/document/entry'
import { layerFacts } from '../engine/formats/layer/facts'
import { settingsOf } from '../engine/settings/read-settings'
import type { Settings } from '../engine/settings/settings'
import { modeAsLs, formatMode } from '../../shared/model/mode'
import { isoTime } from '../engine/formats/iso-time'
import { placeOf } from './nodes'

/** Facts of a row. A folder without a directory entry has hardly any. Throws ADDRESS_NOT_FOUND. */
export async function factsOf(document: Document, node: NodeId): Promise<NodeFacts> {
  const place = placeOf(document, node)
  if (place.kind === 'file') {
    const { source, root } = document
    return {
      ...headerless('', 'file'),
      size: source.length,
      sha256: document.digest(),
      findings: layerFindings(root),
      layer: layerFacts(root),
    }
  }
  if (place.kind === 'entry') return entryFacts(document, place.entry, await settingsOf(document))
  const { own, layer, path } = place.folder
  return own ? entryFacts(document, own, await settingsOf(document)) : headerless(layer.prefix + path, 'directory')
}

function entryFacts(document: Document, entry: Entry, settings: Settings): NodeFacts {
  const layer = entry.opens === null ? null : document.layerAt(entry)
  return {
    address: entry.address,
    kind: entry.kind,
    typeflag: entry.typeflag === '\0' ? '\\0' : entry.typeflag,
    dialect: entry.dialect,
    size: entry.size,
    mode: formatMode(entry.mode),
    modeText: modeAsLs(entry.kind, entry.mode),
    uid: entry.uid,
    gid: entry.gid,
    uname: entry.uname,
    gname: entry.gname,
    mtime: isoTime(entry.mtime),
    linkname: entry.linkname === '' ? null : entry.linkname,
    headerOffset: entry.headerOffset,
    dataOffset: entry.dataOffset,
    sha256: entry.kind === 'file' ? sha256Of(document.content(entry)) : null,
    tFlag: entry.tFlag,
    role: roleOf(entry, settings),
    changed: changedFacts(document, entry),
    findings: entryFindings(entry),
    layer: layer ? layerFacts(layer) : [],
  }
}

/** The contract's names for what edits have changed. */
const factNames: Readonly<Record<ChangeKind, string | null>> = {
  added: null,
  removed: null,
  content: 'content',
  mode: 'mode',
  owner: 'owner',
  time: 'mtime',
  link: 'linkname',
  renamed: 'name',
  sealed: 'content',
  unsealed: 'content',
}

function changedFacts(document: Document, entry: Entry): readonly string[] {
  if (!entry.layer.touched.has(entry.slot)) return []
  const change = document.changes().find(one => one.layer === entry.layer && one.slot === entry.slot)
  return (change?.kinds ?? []).flatMap(kind => factNames[kind] ?? [])
}

function headerless(address: string, kind: 'file' | 'directory'): NodeFacts {
  return {
    address,
    kind,
    typeflag: null,
    dialect: null,
    size: null,
    mode: null,
    modeText: null,
    uid: null,
    gid: null,
    uname: null,
    gname: null,
    mtime: null,
    linkname: null,
    headerOffset: null,
    dataOffset: null,
    sha256: null,
    tFlag: false,
    role: null,
    changed: [],
    findings: noFindings,
    layer: [],
  }
}
