// The edits of the window, each in terms of the engine's: it checks them and makes each one step of undo.
import type { NodeId } from '../../shared/model/node'
import { BootbankError } from '../../shared/model/errors'
import { type Bytes, bytesOf, equalBytes } from '../engine/codecs/bytes'
import type { Document, PutOptions } from '../engine/document/document'
import type { Entry } from '../engine/document/entry'
import type { Layer } from '../engine/document/layer'
import { openedLayer } from './layers'
import { parseMode } from '../engine/document/mode-text'
import { entryOf, fileNode, placeOf, slotOf } from './nodes'
import { encodeText } from '../engine/formats/text'
import { contentNow } from './text-file'

/** Replaces a text, in the encoding it is shown in. Throws NOT_TEXT for a file that is no text, or text it cannot hold. */
export function editText(document: Document, node: NodeId, text: string, typing: string): void {
  const entry = entryOf(placeOf(document, node))
  const content = contentNow(document, entry)
  const where = { layer: entry.layer.label, path: entry.name }
  if (content.kind !== 'text') {
    const message = `${entry.address} is no text that can be edited here. Replace the whole file instead.`
    throw new BootbankError('NOT_TEXT', message, where)
  }
  put(document, entry, bytesOf(encodeText(text, content.encoding, where)), { typing, label: `Edit ${entry.name}` })
}

/** Replaces the content of a file. */
export function replaceContent(document: Document, node: NodeId, content: Bytes): void {
  const entry = entryOf(placeOf(document, node))
  put(document, entry, content, { label: `Replace ${entry.name}` })
}

/** Adds a file below the file, a folder or a layer. */
export async function addFile(document: Document, node: NodeId, name: string, content: Bytes): Promise<void> {
  const { layer, folder } = await homeOf(document, node)
  const path = folder === '' ? name : `${folder}/${name}`
  document.add(layer, saysDot(layer) ? `./${path}` : path, content)
}

/** Removes an entry, or a folder with everything in it, as one step. */
export function removeNode(document: Document, node: NodeId): void {
  const place = placeOf(document, node)
  if (place.kind === 'folder') document.remove(...place.folder.allEntries())
  else document.remove(entryOf(place))
}

/** Gives an entry a new path inside its layer. */
export function renameNode(document: Document, node: NodeId, name: string): void {
  document.rename(entryOf(placeOf(document, node)), name)
}

/** Sets a mode given as octal text. Throws MODE_INVALID. */
export function changeMode(document: Document, node: NodeId, text: string): void {
  const entry = entryOf(placeOf(document, node))
  const mode = parseMode(text)
  if (mode === null) {
    const message = `"${text}" is no mode; give an octal number from 0 to 07777, such as 01644.`
    throw new BootbankError('MODE_INVALID', message, { layer: entry.layer.label, path: entry.name })
  }
  document.chmod(entry, mode)
}

/** Takes back what was done to one entry, removed ones included; on the file's own row, everything. */
export function revertNode(document: Document, node: NodeId): void {
  const slot = slotOf(document, node)
  if (slot) document.revert(slot.layer, slot.slot)
  else if (node === fileNode) document.revertAll()
  else {
    const { layer, slot: own } = entryOf(placeOf(document, node))
    document.revert(layer, own)
  }
}

function put(document: Document, entry: Entry, content: Bytes, options: PutOptions): void {
  if (entry.kind === 'file' && !entry.problem && equalBytes(document.content(entry), content)) return
  document.put(entry, content, options)
}

async function homeOf(document: Document, node: NodeId): Promise<{ layer: Layer; folder: string }> {
  const place = placeOf(document, node)
  if (place.kind === 'file') return { layer: document.root, folder: '' }
  if (place.kind === 'folder') return { layer: place.folder.layer, folder: place.folder.path }
  const { entry } = place
  if (entry.opens === null) {
    throw new BootbankError(
      'NOT_A_FILE',
      `${entry.address} is no folder and no archive. Choose the folder to add to.`,
      {
        layer: entry.layer.label,
        path: entry.name,
      },
    )
  }
  const opened = await openedLayer(document, entry)
  if ('error' in opened) throw opened.error
  return { layer: opened.layer, folder: '' }
}

/** Whether every name of the archive begins with `./`, as bsdtar and others write it: then a new one does too. */
function saysDot(layer: Layer): boolean {
  const entries = layer.entries()
  return entries.length > 0 && entries.every(({ name }) => name === '.' || name.startsWith('./'))
}
