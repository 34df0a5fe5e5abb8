// Scrolling of a view of any number of rows of one height: the position in the content is the truth, the scroll bar follows it in proportion.
// Trap: setting `scrollTop` fires a scroll event too; it must not be taken for the user's, or a scaled position would be
// rounded to the nearest pixel of the bar, thousands of bytes away.
import { type RefObject, useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { clampTop, isScaled, rowHeight, type ScrollSpace, scrollOfTop, scrollSpace, topOfScroll } from './row-space'

export interface RowScroll {
  readonly space: ScrollSpace
  /** Content position at the upper edge, CSS pixels. */
  readonly top: number
  readonly scrollTo: (top: number) => void
}

/** `rows` in the content; `chrome` pixels of the element are taken by what does not scroll. */
export function useRowScroll(
  scroller: RefObject<HTMLElement | null>,
  rows: number,
  size: { readonly height: number },
  chrome: number,
): RowScroll {
  const [wishedTop, setTop] = useState(0)
  const ownScroll = useRef(0)
  const space = scrollSpace(rows, Math.max(rowHeight, size.height - chrome))
  const top = clampTop(space, wishedTop)

  const onScroll = useEffectEvent(() => {
    const element = scroller.current
    if (!element || Math.abs(element.scrollTop - ownScroll.current) < 1) return
    ownScroll.current = element.scrollTop
    setTop(topOfScroll(space, element.scrollTop))
  })

  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (!isScaled(space) || event.ctrlKey) return
    event.preventDefault()
    setTop(clampTop(space, top + pixelsOf(event, space.viewport)))
  })

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    element.addEventListener('scroll', onScroll)
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('wheel', onWheel)
    }
  }, [scroller])

  useLayoutEffect(() => {
    const element = scroller.current
    const target = scrollOfTop(space, top)
    if (!element || Math.abs(element.scrollTop - target) < 1) return
    element.scrollTop = target
    ownScroll.current = element.scrollTop
  })

  return { space, top, scrollTo: useCallback((next: number) => setTop(next), []) }
}

function pixelsOf(event: WheelEvent, page: number): number {
  if (event.deltaMode === WheelEvent.DOM_DELTA_LINE) return event.deltaY * rowHeight
  if (event.deltaMode === WheelEvent.DOM_DELTA_PAGE) return event.deltaY * page
  return event.deltaY
}
