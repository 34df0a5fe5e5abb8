// The maths of views of any number of rows of one height: which of them are on the screen, and a scroll range that a browser can hold.
// The trap: Chromium lays out at most 33,554,432 px, and a file of 300 MB is 375 million px tall. Beyond `tallest` the
// scroll bar stands for the file in proportion, and the wheel moves by rows, not by that proportion.

/** CSS pixels of one row. */
export const rowHeight = 20

/** CSS pixels of the tallest element asked of the browser. */
export const tallest = 8_000_000

/** Where the content is and where the scroll bar is, both in CSS pixels. */
export interface ScrollSpace {
  /** Height of all rows. */
  readonly content: number
  /** Height of the element that is scrolled. */
  readonly element: number
  /** Height of what is seen of either. */
  readonly viewport: number
}

export function scrollSpace(rows: number, viewport: number): ScrollSpace {
  const content = rows * rowHeight
  return { content, element: Math.min(content, tallest), viewport }
}

/** Whether scroll bar and content move by different amounts. */
export function isScaled(space: ScrollSpace): boolean {
  return space.element < space.content
}

/** The furthest the content can be moved. */
export function lastTop(space: ScrollSpace): number {
  return Math.max(0, space.content - space.viewport)
}

export function clampTop(space: ScrollSpace, top: number): number {
  return Math.min(Math.max(0, top), lastTop(space))
}

/** Content position for a position of the scroll bar. */
export function topOfScroll(space: ScrollSpace, scrollTop: number): number {
  const range = space.element - space.viewport
  if (range <= 0) return 0
  return clampTop(space, isScaled(space) ? (scrollTop / range) * lastTop(space) : scrollTop)
}

/** Position of the scroll bar for a content position. */
export function scrollOfTop(space: ScrollSpace, top: number): number {
  const range = space.element - space.viewport
  if (range <= 0) return 0
  return isScaled(space) ? (top / lastTop(space)) * range : top
}

/** Rows on the screen, partly visible ones included; `last` is exclusive. */
export function visibleRows(space: ScrollSpace, top: number, rows: number): { first: number; last: number } {
  const first = Math.floor(top / rowHeight)
  return { first, last: Math.min(rows, Math.ceil((top + space.viewport) / rowHeight)) }
}

/** The nearest content position at which the row is seen whole. */
export function topToShow(space: ScrollSpace, top: number, row: number): number {
  const rowTop = row * rowHeight
  if (rowTop < top) return rowTop
  if (rowTop + rowHeight > top + space.viewport) return clampTop(space, rowTop + rowHeight - space.viewport)
  return top
}
