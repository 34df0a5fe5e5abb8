// Document -> bytes. A layer that no edit touches is copied, compressed bytes included; in a touched one, every record that
// no edit names is copied byte for byte, with its order, its padding and the archive's trailer.
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOf, concatBytes, isZero } from '../codecs/bytes'
import { type OnProgress, throwIfCancelled } from '../codecs/context'
import { newEnvelopeHeader, sealEnvelope } from '../codecs/envelope'
import { gzipWithHeader } from '../codecs/gzip'
import { nameFromDisplay } from '../codecs/names'
import { padding } from '../codecs/tar-header'
import { type HeadPatch, type NewFacts, newHead, patchHead } from '../codecs/tar-write'
import type { TarEntry } from '../codecs/tar-entry'
import { keyForSeal } from './encryption-info-beside'
import type { Layer } from './layer'
import type { Wrap } from './open-layer'
import type { Present } from './slot-state'

export interface BuildOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
}

/** What went into a layer that was built, by label: the content of every changed layer, before it was compressed and sealed. */
type Contents = Map<string, Bytes>
const built = new WeakMap<Bytes, Contents>()

/** The layer as it would be stored: identical bytes when nothing in it changed. Throws READ_ONLY, NAME_INVALID, CANCELLED. */
export async function packLayer(layer: Layer, options: BuildOptions = {}): Promise<Bytes> {
  const contents: Contents = new Map()
  const bytes = await pack(layer, options, contents)
  built.set(bytes, contents)
  return bytes
}

/** The content of a changed layer that went into bytes which packLayer gave; null for other bytes and layers. */
export function contentIn(bytes: Bytes, label: string): Bytes | null {
  return built.get(bytes)?.get(label) ?? null
}

async function pack(layer: Layer, options: BuildOptions, contents: Contents): Promise<Bytes> {
  if (!layer.isRebuilt()) return layer.source
  throwIfCancelled(options.signal)
  const inside = layer.isChanged() ? await packInside(layer, options, contents) : withoutEnvelope(layer)
  return layer.isSealed ? seal(layer, inside) : inside
}

/** A changed layer, except for the envelope around it. */
async function packInside(layer: Layer, options: BuildOptions, contents: Contents): Promise<Bytes> {
  let bytes = layer.isTar ? await packTar(layer, options, contents) : layer.contentOf(0)
  contents.set(layer.label, bytes)
  for (const wrap of wrapsInside(layer).toReversed()) {
    if (wrap.kind === 'envelope') bytes = sealEnvelope(bytes, wrap.header, wrap.key)
    else {
      const packed = await gzipWithHeader(bytes, wrap.header, { ...options, label: layer.label }, wrap.before)
      bytes = concatBytes([packed, wrap.tail])
    }
  }
  return bytes
}

/** What lies around a layer, except for its outermost envelope, which an edit may take off or replace. */
export function wrapsInside({ opened: { wraps } }: Layer): readonly Wrap[] {
  return wraps[0]?.kind === 'envelope' ? wraps.slice(1) : wraps
}

/** The bytes that a layer was opened from, without the envelope around them. */
export function withoutEnvelope({ source, opened }: Layer): Bytes {
  const [outer] = opened.wraps
  return outer?.kind === 'envelope' ? outer.content : source
}

/** Under its own key and header, or under the key of the encryption.info beside it where an edit says so. */
async function seal(layer: Layer, content: Bytes): Promise<Bytes> {
  const [outer] = layer.opened.wraps
  if (layer.seal === undefined && outer?.kind === 'envelope') return sealEnvelope(content, outer.header, outer.key)
  const key = await keyForSeal(layer)
  return sealEnvelope(content, newEnvelopeHeader(key), key)
}

async function packTar(layer: Layer, options: BuildOptions, contents: Contents): Promise<Bytes> {
  const { body } = layer.opened
  if (body.kind !== 'tar') throw new BootbankError('INTERNAL', `${layer.label} is not a tar`)
  const { tar } = body
  const parts: Bytes[] = []
  let copied = 0
  const changed = new Map<number, Bytes | null>()
  for (const slot of layer.touched) changed.set(slot, null)
  for (const inner of layer.nestedLayers()) {
    if (inner.isRebuilt()) changed.set(inner.parentSlot, await pack(inner, options, contents))
  }
  let endsInZeros = false
  for (const slot of [...changed.keys()].sort((a, b) => a - b)) {
    const origin = layer.origin(slot)
    const state = layer.slots[slot] ?? null
    const repacked = changed.get(slot) ?? null
    if (!origin) continue
    if (copied < origin.start) endsInZeros = (layer.origin(slot - 1)?.end ?? 0) < origin.start
    parts.push(tar.content.slice(copied, origin.start))
    copied = origin.end
    if (state) {
      parts.push(...changedRecord(layer, slot, state, repacked))
      endsInZeros = false
    } else if (endsInZeros) copied = afterZeros(layer, slot, origin.end)
  }
  parts.push(tar.content.slice(copied, tar.trailer))
  const added = [...layer.slots.entries()].flatMap(([slot, state]) =>
    layer.origin(slot) === null && state ? changedRecord(layer, slot, state, changed.get(slot) ?? null) : [],
  )
  // An archive may end within the padding of its last entry; a header must begin at a block.
  const end = parts.reduce((sum, part) => sum + part.length, 0)
  if (added.length > 0) parts.push(bytesOf(padding(end)), ...added)
  parts.push(tar.content.slice(tar.trailer))
  return concatBytes(parts)
}

/**
 * Where to go on after a removed entry that had a lone zero block before it: past another such block, if one follows. Two in a row
 * would be the end of the archive, and hide all that comes after.
 */
function afterZeros(layer: Layer, slot: number, end: number): number {
  const next = layer.origin(slot + 1)?.start ?? end
  return isZero(layer.content.read(end, next)) ? next : end
}

function changedRecord(layer: Layer, slot: number, state: Present, repacked: Bytes | null): Bytes[] {
  const origin = layer.origin(slot)
  if (state.seal !== undefined && !repacked)
    throw new BootbankError('INTERNAL', `the layer in slot ${slot} of ${layer.label} is not open`)
  const content = repacked ?? layer.editedContent(slot)
  const head = recordHead(layer, { slot, state, sibling: layer.sibling(slot) }, content?.length ?? null)
  if (content || !origin) return [bytesOf(head), content ?? bytesOf(), bytesOf(padding(content?.length ?? 0))]
  return [bytesOf(head), layer.content.slice(origin.dataOffset, origin.end)]
}

/** An entry to write. */
export interface NewRecord {
  readonly slot: number
  readonly state: Present
  /** For an entry that the opened file does not have: the one whose dialect, owner and time it takes. */
  readonly sibling: TarEntry | null
}

/**
 * The bytes before the data of a changed or added entry; `size` in bytes, null for the opened one. Throws NAME_INVALID when its dialect
 * cannot hold it: an edit asks first.
 */
export function recordHead(layer: Layer, record: NewRecord, size: number | null): Uint8Array {
  try {
    return headOf(layer, record, size)
  } catch (error) {
    if (!(error instanceof BootbankError)) throw error
    const name = record.state.name ?? layer.origin(record.slot)?.name
    throw new BootbankError(error.code, error.message, {
      layer: layer.label,
      ...(name === undefined ? {} : { path: name }),
    })
  }
}

function headOf(layer: Layer, { slot, state, sibling }: NewRecord, size: number | null): Uint8Array {
  const origin = layer.origin(slot)
  const name = state.name === null ? null : nameFromDisplay(state.name)
  if (!origin) {
    const facts: NewFacts = {
      name: name ?? new Uint8Array(0),
      size: size ?? 0,
      mode: state.mode ?? 0o644,
      kind: state.kind ?? 'file',
      ...headFacts(state),
    }
    const { body } = layer.opened
    const globals = body.kind === 'tar' ? body.tar.globals : new Map()
    return newHead(layer.content, sibling, globals, facts)
  }
  return patchHead(layer.content, origin, {
    ...(name ? { name } : {}),
    ...(state.mode === null ? {} : { mode: state.mode }),
    ...(size === null ? {} : { size }),
    ...headFacts(state),
  })
}

function headFacts({ owner, mtime, link }: Present): Pick<HeadPatch, 'owner' | 'mtime' | 'link'> {
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(mtime === undefined ? {} : { mtime }),
    ...(link === undefined ? {} : { link: nameFromDisplay(link) }),
  }
}

/** Throws READ_ONLY when the layer, or one around it, cannot be written without losing something. */
export function checkWritable(layer: Layer): void {
  for (let at: Layer | null = layer; at; at = at.parentLayer) {
    const { body } = at.opened
    if (at.problem) {
      throw new BootbankError(
        'READ_ONLY',
        `${at.label} is damaged; writing it could lose what could not be read. It can be viewed and extracted only.`,
        { layer: at.label },
      )
    }
    if (body.kind === 'tar' && body.visor) {
      throw new BootbankError(
        'VISOR_READ_ONLY',
        `${at.label} is a VMware visor tar, which Bootbank shows but does not write.`,
        { layer: at.label },
      )
    }
    checkCanGrow(at)
  }
}

/** A layer that changes has another size, which the record that holds it must be able to say. Throws NAME_INVALID. */
function checkCanGrow({ parentLayer, parentSlot, source }: Layer): void {
  const state = parentLayer?.slots[parentSlot]
  if (!parentLayer?.isTar || !state) return
  const record = { slot: parentSlot, state, sibling: parentLayer.sibling(parentSlot) }
  recordHead(parentLayer, record, source.length + 1)
}
