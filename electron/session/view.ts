// What the middle pane shows for a row: by the viewer that was chosen for its kind, or the fitting one. What cannot be shown is an answer
// too: sealed, damaged, too long.
import type { NodeId } from '../../shared/model/node'
import type { ByteRange } from '../../shared/model/preview'
import type { CertificatePart } from '../../shared/viewers/certificate'
import type { NodeView, ViewerChoices } from '../../shared/viewers/viewers'
import { toUint8Array } from '../engine/codecs/bytes'
import type { Document } from '../engine/document/document'
import { viewOf } from '../engine/formats/registry'
import { Subject } from '../engine/formats/subject'
import { openedLayer } from './layers'
import { entryOf, placeOf } from './nodes'
import { folderAddress } from './outline'

/** The row as a viewer shows it; opens the layer if need be. Throws ADDRESS_NOT_FOUND, or why the viewer cannot show it. */
export async function viewOfNode(document: Document, node: NodeId, choices: ViewerChoices): Promise<NodeView> {
  return viewOf(await subjectOf(document, node), choices)
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

/** A part of a file of certificates as OpenSSL prints it. Throws NOT_A_FILE, and BAD_REQUEST where there is no such part. */
export async function printedAt(
  document: Document,
  node: NodeId,
  part: CertificatePart,
  index: number,
): Promise<string> {
  const { bytes, text } = await subjectOf(document, node)
  const { printedCertificate } = await import('../engine/formats/certificate/read')
  return printedCertificate(toUint8Array(bytes), text, part, index)
}

async function subjectOf(document: Document, node: NodeId): Promise<Subject> {
  const place = placeOf(document, node)
  if (place.kind === 'file') return new Subject({ document, entry: null, opened: document.root, folder: null })
  if (place.kind === 'folder') {
    const { folder } = place
    const { own, total } = folder
    const facts = { entries: total - (own ? 1 : 0), address: folderAddress(folder) }
    return new Subject({ document, entry: own, opened: null, folder: facts })
  }
  const { entry } = place
  if (entry.kind !== 'file' || entry.opens === null) return new Subject({ document, entry, opened: null, folder: null })
  const opened = await openedLayer(document, entry)
  return new Subject({ document, entry, opened: 'layer' in opened ? opened.layer : opened.error, folder: null })
}
