// Rows of the tree. Folders come first, then entries, each in code-point order, in every layer alike: the order inside the
// archive is a fact of the inspector, not of the tree.
import { noFindings } from '../../shared/model/finding'
import type { NodeId, TreeNode } from '../../shared/model/node'
import { entryFindings, layerFindings } from '../engine/checks/findings'
import type { Document } from '../engine/document/document'
import { displayName } from '../engine/codecs/names'
import type { Entry } from '../engine/document/entry'
import { isLocked } from '../../shared/model/locked'
import { openedLayer } from './layers'
import { type Marks, marksOf } from './marks'
import { entryNode, fileNode, folderNode, pathTo, placeOf } from './nodes'
import { type Folder, folderAddress, segmentsOf, shortName, topOf } from './outline'

/** The row of the opened file. */
export function fileRow(document: Document): TreeNode {
  const { root } = document
  return {
    id: fileNode,
    row: 'file',
    name: displayName(Buffer.from(document.name)),
    address: '',
    kind: 'file',
    size: document.source.length,
    tFlag: false,
    opens: root.opens,
    lock: root.opens === 'envelope' ? 'sealed' : 'none',
    expandable: true,
    change: marksOf(document).get(fileNode) ?? null,
    problem: root.problem?.toData() ?? null,
    findings: layerFindings(root),
  }
}

/** Rows below a row; opens the layer if need be. A layer that cannot be opened has no rows. */
export async function childrenOf(document: Document, node: NodeId): Promise<readonly TreeNode[]> {
  const place = placeOf(document, node)
  if (place.kind === 'file') return rowsIn(document, topOf(document.root))
  if (place.kind === 'folder') return rowsIn(document, place.folder)
  if (place.entry.opens === null) return []
  const opened = await openedLayer(document, place.entry)
  return 'layer' in opened ? rowsIn(document, topOf(opened.layer)) : []
}

/** Handles of the rows around a row and its own, outermost first. */
export function treePath(document: Document, node: NodeId): readonly NodeId[] {
  const place = placeOf(document, node)
  if (place.kind === 'file') return [fileNode]
  if (place.kind === 'entry') return pathTo(place.entry.layer, segmentsOf(place.entry.name), entryNode(place.entry))
  const { layer, path, segments } = place.folder
  return pathTo(layer, segments, folderNode(layer, path))
}

function rowsIn(document: Document, folder: Folder): readonly TreeNode[] {
  const marks = marksOf(document)
  return [
    ...folder.folders().map(inner => folderRow(inner, marks)),
    ...folder.entries().map(entry => entryRow(document, entry, marks)),
  ]
}

function folderRow(folder: Folder, marks: Marks): TreeNode {
  const { layer, path, own } = folder
  const id = folderNode(layer, path)
  return {
    id,
    row: 'folder',
    name: folder.name,
    address: folderAddress(folder),
    kind: 'directory',
    size: null,
    tFlag: false,
    opens: null,
    lock: 'none',
    expandable: folder.total > (own ? 1 : 0),
    change: marks.get(id) ?? null,
    problem: null,
    findings: own ? entryFindings(own) : noFindings,
  }
}

function entryRow(document: Document, entry: Entry, marks: Marks): TreeNode {
  const { opens } = entry
  const id = entryNode(entry)
  const failure = opens === null ? null : document.failureAt(entry)
  const problem = failure ?? (opens === null ? null : (document.layerAt(entry)?.problem ?? null))
  return {
    id,
    row: 'entry',
    name: shortName(entry),
    address: entry.address,
    kind: entry.kind,
    size: entry.kind === 'directory' ? null : entry.size,
    tFlag: entry.tFlag,
    opens,
    lock: opens !== 'envelope' ? 'none' : isLocked(failure) ? 'locked' : 'sealed',
    expandable: opens !== null && failure === null,
    change: marks.get(id) ?? null,
    problem: problem?.toData() ?? null,
    findings: entryFindings(entry),
  }
}
