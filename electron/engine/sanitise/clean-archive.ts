// The layers of a copy, rewritten: headers with the known facts alone, zeros between contents, no bytes after the end, gzip without name and
// time, envelopes under the copy's own key. What the source kept in slack, padding and extension headers is not in it.
import { type Bytes, bytesOf, concatBytes } from '../codecs/bytes'
import { throwIfCancelled } from '../codecs/context'
import type { EnvelopeKey } from '../codecs/encryption-info'
import { newEnvelopeHeader, sealEnvelope } from '../codecs/envelope'
import { gzip } from '../codecs/gzip'
import { nameFromDisplay } from '../codecs/names'
import { type RawMember, tarOf } from '../codecs/tar-write'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import type { BuildOptions } from '../document/repack'

/** Bytes that the owner fields of a header hold. */
const OWNER_BYTES = 31

/** How an entry is in the copy. */
export interface CleanEntry {
  readonly name: string
  readonly linkname: string
  readonly uname: string
  readonly gname: string
  /** Null for what has no content. */
  readonly content: Bytes | null
}

export type Cleaned = (entry: Entry) => CleanEntry

/** One layer as it is stored in the copy. */
export async function cleanLayer(
  document: Document,
  layer: Layer,
  cleaned: Cleaned,
  key: EnvelopeKey | null,
  options: BuildOptions,
): Promise<Bytes> {
  const members: RawMember[] = []
  let single: Bytes = bytesOf()
  for (const entry of layer.entries()) {
    throwIfCancelled(options.signal)
    const clean = cleaned(entry)
    const inner = document.layerAt(entry)
    const content =
      inner && clean.content === null ? await cleanLayer(document, inner, cleaned, key, options) : clean.content
    if (!layer.isTar) single = content ?? bytesOf()
    members.push({
      name: nameFromDisplay(clean.name),
      mode: entry.mode,
      mtime: Math.floor(entry.mtime),
      uid: entry.uid,
      gid: entry.gid,
      uname: clean.uname.slice(0, OWNER_BYTES),
      gname: clean.gname.slice(0, OWNER_BYTES),
      typeflag: typeflagOf(entry),
      ...(clean.linkname === '' ? {} : { linkname: nameFromDisplay(clean.linkname) }),
      ...(content ? { content } : {}),
    })
  }
  let bytes = layer.isTar ? tarOf(members) : single
  const { wraps } = layer.opened
  const inside = wraps[0]?.kind === 'envelope' ? wraps.slice(1) : wraps
  for (const wrap of inside.toReversed())
    bytes = wrap.kind === 'gzip' ? await gzip(bytes, { ...options, label: layer.label }) : sealed(bytes, key)
  return layer.isSealed ? sealed(bytes, key) : concatBytes([bytes])
}

function sealed(bytes: Bytes, key: EnvelopeKey | null): Bytes {
  if (!key) throw new Error('a sealed layer without a key')
  return sealEnvelope(bytes, newEnvelopeHeader(key), key)
}

function typeflagOf({ kind, typeflag }: Entry): string {
  if (kind === 'file' || kind === 'other') return '0'
  return kind === 'directory' ? '5' : typeflag
}
