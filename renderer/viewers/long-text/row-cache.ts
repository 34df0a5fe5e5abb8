// Rows of a text in pages.
import type { LongTextRow, LongTextRows } from '../../../shared/viewers/long-text'
import { Pages } from '../parts/pages'

/** Rows of one page. */
export const pageRows = 100
/** Forty pages of the longest rows are some megabytes. */
const options = { capacity: 40, parallel: 2 }

/** Fetches so many rows from one on, fewer at the end. */
export type LoadRows = (from: number, count: number) => Promise<LongTextRows>

/** The rows of one text as far as they were fetched. */
export class RowCache extends Pages<readonly LongTextRow[]> {
  /** `first` are the rows that are there already. */
  constructor(load: LoadRows, first: readonly LongTextRow[]) {
    super(async page => (await load(page * pageRows, pageRows)).rows, options)
    // A page that is not whole would hide the rows after it.
    if (first.length >= pageRows) this.put(0, first.slice(0, pageRows))
  }

  /** Undefined while it is not here, and beyond the end. */
  row(index: number): LongTextRow | undefined {
    return this.page(Math.floor(index / pageRows))?.[index % pageRows]
  }

  /** Rows from `start` (inclusive) to `end` (exclusive) are on the screen: fetches what is missing of them. */
  want(start: number, end: number): void {
    this.wantPages(Math.floor(start / pageRows), Math.floor(Math.max(start, end - 1) / pageRows))
  }
}
