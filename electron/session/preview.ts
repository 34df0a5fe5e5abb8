// What the middle pane shows for a row. What cannot be shown is an answer too: sealed, damaged, too large.
import { assertNever } from '../../shared/model/assert-never'
import type { NodeId } from '../../shared/model/node'
import type { ByteRange, Fact, Preview } from '../../shared/model/preview'
import type { BootbankError } from '../../shared/model/errors'
import { layerFindings } from '../engine/checks/findings'
import type { Document } from '../engine/document/document'
import type { Entry } from '../engine/document/entry'
import type { Layer } from '../engine/document/layer'
import { checkWritable } from '../engine/document/repack'
import { binaryFormat, formatHeadBytes } from '../engine/formats/binary/magic'
import { languageOf } from '../engine/formats/text/language'
import { layerFacts } from './layer-facts'
import { isLocked, openedLayer } from './layers'
import { entryOf, placeOf } from './nodes'
import { decodeText, lineEndingOf, textLimit } from '../engine/formats/text/encoding'
import { contentNow } from '../engine/formats/text/content'

/** The preview of a row; opens the layer if need be. Throws ADDRESS_NOT_FOUND. */
export async function previewOf(document: Document, node: NodeId): Promise<Preview> {
  const place = placeOf(document, node)
  if (place.kind === 'file') return layerPreview(document.root)
  if (place.kind === 'folder') return { kind: 'folder', entries: place.folder.total - (place.folder.own ? 1 : 0) }
  return entryPreview(document, place.entry)
}

/** A range of a file's bytes, cut at its end. Throws NOT_A_FILE. */
export function bytesAt(document: Document, node: NodeId, offset: number, length: number): ByteRange {
  const place = placeOf(document, node)
  const content = place.kind === 'file' ? document.source : document.content(entryOf(place))
  const start = Math.min(offset, content.length)
  const end = Math.min(start + length, content.length)
  // A copy: a view would carry its whole chunk through the structured clone.
  return { offset: start, bytes: new Uint8Array(content.read(start, end)), total: content.length }
}

async function entryPreview(document: Document, entry: Entry): Promise<Preview> {
  switch (entry.kind) {
    case 'file':
      if (entry.opens === null) return filePreview(document, entry)
      return nestedPreview(await openedLayer(document, entry), entry)
    case 'symlink':
    case 'hardlink':
      return { kind: 'link', link: entry.kind, target: entry.linkname }
    case 'directory':
      return { kind: 'folder', entries: 0 }
    case 'char-device':
    case 'block-device':
    case 'fifo':
    case 'other':
      return { kind: 'special', entry: entry.kind, facts: specialFacts(entry) }
    default:
      return assertNever(entry.kind)
  }
}

function nestedPreview(opened: { layer: Layer } | { error: BootbankError }, entry: Entry): Preview {
  if ('layer' in opened) return layerPreview(opened.layer)
  const error = opened.error.toData()
  if (entry.opens === 'envelope' && isLocked(opened.error)) return { kind: 'sealed', error }
  return { kind: 'damaged', error, readable: 0 }
}

function layerPreview(layer: Layer): Preview {
  if (layer.problem) return { kind: 'damaged', error: layer.problem.toData(), readable: layer.entries().length }
  return { kind: 'layer', opens: layer.opens, facts: layerFacts(layer), findings: layerFindings(layer) }
}

function filePreview(document: Document, entry: Entry): Preview {
  const editable = isEditable(entry)
  if (entry.size === 0) return { kind: 'empty', address: entry.address, editable }
  const content = contentNow(document, entry)
  switch (content.kind) {
    case 'binary': {
      const head = document.content(entry).read(0, Math.min(entry.size, formatHeadBytes))
      return { kind: 'binary', size: entry.size, format: binaryFormat(entry.name, head) }
    }
    case 'long-text':
      return { kind: 'too-large', size: entry.size, limit: textLimit }
    case 'text': {
      const text = decodeText(content.bytes, content.encoding)
      const language = languageOf(entry.name, text)
      const { address } = entry
      return {
        kind: 'text',
        address,
        text,
        language,
        encoding: content.encoding,
        lineEnding: lineEndingOf(text),
        editable,
      }
    }
    default:
      return assertNever(content)
  }
}

function isEditable(entry: Entry): boolean {
  try {
    checkWritable(entry.layer)
    return true
  } catch {
    return false
  }
}

function specialFacts(entry: Entry): readonly Fact[] {
  const facts: Fact[] = [{ label: 'Typeflag', value: entry.typeflag }]
  if (entry.kind === 'char-device' || entry.kind === 'block-device') {
    facts.push({ label: 'Device', value: `${entry.devmajor}, ${entry.devminor}` })
  }
  if (entry.size > 0) facts.push({ label: 'Data', value: `${entry.size.toLocaleString('en-US')} bytes` })
  return facts
}
