// Looking for a text in one file of any size: in the windows in which the search through everything reads such files, told by the rows of the view.
import type { SearchQuery, SearchResult } from '../../../../shared/model/search'
import type { LongTextHit } from '../../../../shared/viewers/long-text'
import type { Bytes } from '../../codecs/bytes'
import { Holder } from '../../search/holder'
import { encodingOfLarge, rangesInLarge, textWindows } from '../../search/large-file'
import { matcherOf } from '../../search/matcher'
import type { RowCursor } from './row-cursor'
import { rowIndexOf } from './rows'

/** Places that are given at most: nobody goes through more. */
const mostHits = 10_000
/** Bytes up to which going on from the place before is faster than beginning at a row that is kept. */
const near = 256 * 1024

/** Gives the row that each match begins in, in order. `give` may throw to end it. Rejects SEARCH for a query that cannot be. */
export async function findInLongText(
  content: Bytes,
  query: SearchQuery,
  give: (hit: LongTextHit) => void | Promise<void>,
): Promise<SearchResult> {
  const matcher = matcherOf(query)
  const holder = new Holder(query)
  const index = rowIndexOf(content)
  const windows = textWindows(content, encodingOfLarge(content) ?? 'latin-1', holder.partsOf(content))
  let found = 0
  let cursor: RowCursor | null = null
  for (const { offset } of rangesInLarge(windows, matcher)) {
    if (found === mostHits) return { found, complete: false }
    if (!cursor || offset - cursor.next > near) cursor = index.atByte(offset)
    while (cursor.next <= offset && cursor.move());
    found += 1
    await give({ row: cursor.row, line: cursor.line })
  }
  return { found, complete: true }
}
