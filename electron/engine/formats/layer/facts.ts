// What is worth knowing about a layer as a whole: how it is wrapped, how much it holds.
import type { Fact } from '../../../../shared/model/preview'
import type { GzipMember } from '../../codecs/gunzipped'
import type { Layer } from '../../document/layer'
import type { Wrap } from '../../document/open-layer'
import { wrapsInside } from '../../document/repack'
import { isoTime } from '../iso-time'

/** Facts of an open layer, outermost wrapping first. */
export function layerFacts(layer: Layer): readonly Fact[] {
  const { body } = layer.opened
  const inner = wrapsInside(layer)
  const [outer] = layer.opened.wraps
  const kinds = [...(layer.isSealed ? ['envelope'] : []), ...inner.map(wrap => wrap.kind)]
  const inside = body.kind === 'single' ? 'single file' : body.visor ? 'visor tar' : 'tar'
  return [
    { label: 'Opens as', value: [...kinds, inside].join(' › ') },
    ...(layer.seal === 'sealed' ? [{ label: 'Key', value: 'that of encryption.info' }] : []),
    ...(layer.seal === undefined && outer?.kind === 'envelope' ? wrapFacts(outer) : []),
    ...inner.flatMap(wrapFacts),
    { label: 'Stored', value: bytes(layer.source.length) },
    { label: 'Inflated', value: bytes(layer.content.length) },
    ...(body.kind === 'tar' ? [{ label: 'Entries', value: String(layer.entries().length) }] : []),
  ]
}

function wrapFacts(wrap: Wrap): readonly Fact[] {
  if (wrap.kind === 'envelope') {
    return [
      { label: 'Cipher', value: wrap.header.cipherName },
      { label: 'Key', value: wrap.header.keyInfo },
    ]
  }
  const { members, problem } = wrap.facts
  const [first] = members
  if (!first) return []
  if (members.length > 1) return [{ label: 'gzip members', value: String(members.length) }]
  const hasTrailer = problem === null || problem.code === 'GZIP_CRC' || problem.code === 'GZIP_ISIZE'
  return memberFacts(first, hasTrailer)
}

function memberFacts(member: GzipMember, hasTrailer: boolean): readonly Fact[] {
  return [
    ...(hasTrailer ? [{ label: 'CRC-32', value: member.crc32.toString(16).padStart(8, '0') }] : []),
    ...(member.name === null ? [] : [{ label: 'gzip name', value: member.name }]),
    ...(member.mtime === 0 ? [] : [{ label: 'gzip time', value: isoTime(member.mtime) ?? String(member.mtime) }]),
  ]
}

function bytes(length: number): string {
  return `${length.toLocaleString('en-US')} bytes`
}
