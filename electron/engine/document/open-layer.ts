// Bytes -> one layer: envelope, gzip and tar open as one step, by what the bytes are. Damage that leaves something readable
// becomes the layer's `problem`; only damage that leaves nothing is thrown.
import { BootbankError } from '../../../shared/model/errors'
import type { LayerKind } from '../../../shared/model/node'
import type { Bytes } from '../codecs/bytes'
import type { CodecContext } from '../codecs/context'
import type { EnvelopeKey } from '../codecs/encryption-info'
import { type EnvelopeHeader, readEnvelopeHeader } from '../codecs/envelope'
import type { Gunzipped } from '../codecs/gunzipped'
import type { Compressed } from '../codecs/large/deflate-splice'
import { type Ahead, type InflatedLayer, inflateLayer } from '../codecs/large/inflate-layer'
import { withinLimit } from '../codecs/limits'
import { SNIFF_BYTES, type Sniffed, sniff } from '../codecs/sniff'
import { readTar, type Tar, type TarWalk } from '../codecs/tar'
import { BLOCK } from '../codecs/tar-header'
import { type KeySources, openSeal } from './open-seal'

/** What lies around the tar, with all that a save needs to put it back. */
export type Wrap =
  | {
      readonly kind: 'gzip'
      readonly facts: Gunzipped
      /** Header of the first member and what comes after the last, as stored. */
      readonly header: Uint8Array
      readonly tail: Bytes
      /** Null when there are several members, which no splice can keep. */
      readonly before: Compressed | null
    }
  | {
      readonly kind: 'envelope'
      readonly header: EnvelopeHeader
      readonly key: EnvelopeKey
      /** What it holds, as the host wrote it. */
      readonly content: Bytes
    }

export type Body =
  | { readonly kind: 'tar'; readonly tar: Tar; readonly visor: boolean }
  /** gzip or envelope of one file that is not an archive, such as useropts.gz. */
  | { readonly kind: 'single'; readonly content: Bytes; readonly name: string }

export interface OpenedLayer {
  readonly opens: LayerKind
  /** Outermost first. */
  readonly wraps: readonly Wrap[]
  readonly body: Body
  readonly problem: BootbankError | null
  /** An inner layer that is being inflated already. */
  readonly ahead: Ahead | null
}

export interface LayerSource extends KeySources {
  readonly bytes: Bytes
  /** File name of the layer, for the name of a single file in it. */
  readonly name: string
  /** The bytes inflated, when that began before anybody asked. */
  readonly inflated?: Promise<InflatedLayer> | null
}

/** Opens a layer. Throws NOT_AN_ARCHIVE, UNSUPPORTED_FORMAT, LIMIT, CANCELLED, or the code of the damage where nothing is left. */
export async function openLayerBytes(source: LayerSource, context: CodecContext): Promise<OpenedLayer> {
  const { layer } = context
  const wraps: Wrap[] = []
  let problem: BootbankError | null = null
  let bytes = source.bytes
  let outermost: LayerKind | null = null
  let ahead: Promise<Ahead | null> | null = null
  let walk: TarWalk | null = null
  const isInside = context.inside !== undefined
  for (;;) {
    const early = wraps.length === 0 ? source.inflated : null
    const found: Sniffed = early ? { kind: 'gzip' } : sniff(bytes.read(0, Math.min(SNIFF_BYTES, bytes.length)))
    if (found.kind === 'gzip' || found.kind === 'envelope') {
      withinLimit(context.limits, 'depth', wraps.length + 1, { layer, offset: 0 })
    }
    if (found.kind === 'gzip') {
      outermost ??= 'gzip'
      const facts = await (early ?? inflateLayer(bytes, context))
      ahead = facts.ahead
      walk = facts.walk
      problem ??= facts.problem
      const tailAt = bytes.length - facts.padding - facts.trailing
      wraps.push({
        kind: 'gzip',
        facts,
        header: facts.header,
        tail: bytes.slice(tailAt),
        before: compressedOf(bytes, facts),
      })
      bytes = facts.content
    } else if (found.kind === 'envelope') {
      outermost ??= 'envelope'
      const header = readEnvelopeHeader(bytes, context)
      const { key, content } = await openSeal(bytes, header, source, context)
      wraps.push({ kind: 'envelope', header, key, content })
      bytes = content
      walk = null
    } else if (found.kind === 'tar' || found.kind === 'visor' || isEmptyTar(bytes, outermost)) {
      const tar = walk ? walk.finish(bytes) : readTar(bytes, context)
      problem ??= tar.problem
      if (problem && tar.entries.length === 0) throw problem
      const visor = found.kind === 'visor'
      return {
        opens: outermost ?? (visor ? 'visor' : 'tar'),
        wraps,
        body: { kind: 'tar', tar, visor },
        problem,
        ahead: await ahead,
      }
    } else if (found.kind === 'foreign' && !isInside) {
      const what = outermost === null ? 'is' : 'holds, inside its own wrapping, what is'
      throw new BootbankError(
        'UNSUPPORTED_FORMAT',
        `${layer} ${what} ${found.name} compressed or packed. ESXi keeps its state in gzip; unpack it with the ${found.name} tool first.`,
        { layer, offset: 0 },
      )
    } else if (outermost === null) {
      throw new BootbankError(
        'NOT_AN_ARCHIVE',
        `${layer} is not a host state: it is neither gzip, nor tar, nor a DataTransformEnvelope. Check that it is the file from the boot bank.`,
        { layer, offset: 0 },
      )
    } else {
      if (problem) throw problem
      return {
        opens: outermost,
        wraps,
        body: { kind: 'single', content: bytes, name: singleName(source.name, wraps) },
        problem,
        ahead: null,
      }
    }
  }
}

function compressedOf(file: Bytes, facts: Gunzipped): Compressed | null {
  const [member, ...more] = facts.members
  if (!member || more.length > 0 || facts.problem) return null
  return { content: facts.content, stream: file.slice(member.dataStart, member.end - 8) }
}

/** True when content inside a gzip or envelope would not be read as a single file, but as what it is itself, or not at all. */
export function isMoreThanAFile(content: Bytes): boolean {
  const found = sniff(content.read(0, Math.min(SNIFF_BYTES, content.length)))
  return found.kind !== 'unknown' || isEmptyTar(content, 'gzip')
}

/** tar writes an archive without members as zeros only. */
function isEmptyTar(bytes: Bytes, wrapped: LayerKind | null): boolean {
  if (bytes.length < BLOCK || bytes.length % BLOCK !== 0) return false
  if (wrapped === null && bytes.length > 1024 * BLOCK) return false
  for (const chunk of bytes.chunks()) if (chunk.some(byte => byte !== 0)) return false
  return true
}

function singleName(fileName: string, wraps: readonly Wrap[]): string {
  for (const wrap of wraps) if (wrap.kind === 'gzip' && wrap.facts.members[0]?.name) return wrap.facts.members[0].name
  const base = fileName.split('/').at(-1) ?? fileName
  return base.replace(/\.(gz|tgz|ve)$/i, '') || base
}
