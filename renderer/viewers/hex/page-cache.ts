// Bytes of a file in pages.
import { Pages, type PagesOptions } from '../parts/pages'

/** Bytes of one page. */
export const pageSize = 16 * 1024

/** Fetches `length` bytes at `offset`, fewer at the end of the file. */
export type LoadBytes = (offset: number, length: number) => Promise<Uint8Array>

const loadPage = (load: LoadBytes) => (page: number) => load(page * pageSize, pageSize)

/** The bytes of one file as far as they were fetched. */
export class PageCache extends Pages<Uint8Array> {
  constructor(load: LoadBytes, options: PagesOptions = { capacity: 96, parallel: 2 }) {
    super(loadPage(load), options)
  }

  /** The byte at an offset; null while it is not here or beyond the end. */
  byteAt(offset: number): number | null {
    return this.page(Math.floor(offset / pageSize))?.[offset % pageSize] ?? null
  }

  /** Bytes from `start` (inclusive) to `end` (exclusive) are on the screen: fetches what is missing of them. */
  want(start: number, end: number): void {
    this.wantPages(Math.floor(start / pageSize), Math.floor(Math.max(start, end - 1) / pageSize))
  }

  /** The file changed: what is here stays visible until it has been fetched again. */
  renew(load: LoadBytes): void {
    this.renewPages(loadPage(load))
  }
}
