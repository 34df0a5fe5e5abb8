// Rows of texts that are too large for an editor, as the window asks for them.
import type { NodeId } from '../../shared/model/node'
import type { SearchQuery, SearchResult } from '../../shared/model/search'
import type { LongTextHit, LongTextLength, LongTextRows } from '../../shared/viewers/long-text'
import { throwIfCancelled } from '../engine/codecs/context'
import type { Bytes } from '../engine/codecs/bytes'
import type { Document } from '../engine/document/document'
import { findInLongText } from '../engine/formats/long-text/find'
import { longTextLength, longTextRows, rowIndexOf } from '../engine/formats/long-text/rows'
import { secretFileOf } from '../engine/secrets/schema-names'
import { entryOf, placeOf } from './nodes'
import type { StreamContext } from './session-commands'

/** Milliseconds of work between two chances for others to be answered and for a cancel to be heard. */
const stride = 20

/** Rows from one on. Throws NOT_A_FILE. */
export async function textRowsAt(document: Document, node: NodeId, from: number, count: number): Promise<LongTextRows> {
  const { address } = entryOf(placeOf(document, node))
  return longTextRows(contentAt(document, node), await secretFileOf(document, [address]), from, count)
}

/** How many rows and lines there are. Rejects CANCELLED. */
export function textLengthAt(
  document: Document,
  node: NodeId,
  { signal }: Pick<StreamContext<never>, 'signal'>,
): Promise<LongTextLength> {
  return longTextLength(contentAt(document, node), async () => {
    await new Promise(setImmediate)
    throwIfCancelled(signal)
  })
}

/** The row of a byte of a line, both from 1; null where there is no such line. A byte beyond its line is in its last row. */
export function textRowOf(
  document: Document,
  node: NodeId,
  line: number,
  byte: number,
): { readonly row: number | null } {
  const index = rowIndexOf(contentAt(document, node))
  const begin = index.atLine(line)
  if (!begin) return { row: null }
  const at = index.atByte(begin.start + byte - 1)
  if (at.line === line) return { row: at.row }
  // The line after it begins there at the latest.
  const after = index.atLine(line + 1)
  return { row: (after?.row ?? at.row + 1) - 1 }
}

/** The places of a text in one file. Rejects SEARCH, CANCELLED. */
export function textFind(
  document: Document,
  node: NodeId,
  query: SearchQuery,
  { signal, give }: StreamContext<LongTextHit>,
): Promise<SearchResult> {
  let last = performance.now()
  return findInLongText(contentAt(document, node), query, async one => {
    await give(one)
    if (performance.now() - last < stride) return
    await new Promise(setImmediate)
    throwIfCancelled(signal)
    last = performance.now()
  })
}

function contentAt(document: Document, node: NodeId): Bytes {
  return document.content(entryOf(placeOf(document, node)))
}
