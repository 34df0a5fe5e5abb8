// How rows differ from the opened file: a mark for each changed entry, and "inside" for every row around one. Made once for
// each revision.
import type { ChangeMark, NodeId } from '../../shared/model/node'
import type { Document } from '../engine/document/document'
import type { SlotChange } from '../engine/document/slot-changes'
import { entryNode, pathTo, slotNode } from './nodes'
import { segmentsOf } from './outline'

export type Marks = ReadonlyMap<NodeId, ChangeMark>

const made = new WeakMap<Document, { readonly revision: number; readonly marks: Marks }>()

/** Marks by row; a row without one is as it was opened. */
export function marksOf(document: Document): Marks {
  const known = made.get(document)
  if (known?.revision === document.revision) return known.marks
  const marks = new Map<NodeId, ChangeMark>()
  for (const change of document.changes()) {
    const entry = change.after ?? change.before
    const self = change.after ? entryNode(change.after) : slotNode(change.layer, change.slot)
    for (const around of pathTo(change.layer, segmentsOf(entry?.name ?? ''), self).slice(0, -1)) {
      if (!marks.has(around)) marks.set(around, 'inside')
    }
    marks.set(self, markOf(change))
  }
  made.set(document, { revision: document.revision, marks })
  return marks
}

function markOf({ kinds }: SlotChange): ChangeMark {
  if (kinds.includes('added')) return 'added'
  return kinds.includes('renamed') ? 'renamed' : 'changed'
}
