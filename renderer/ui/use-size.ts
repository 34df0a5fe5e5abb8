// The size of an element, kept up to date.
import { type RefObject, useLayoutEffect, useState } from 'react'

export interface Size {
  /** CSS pixels, without scroll bars. */
  readonly width: number
  readonly height: number
}

/** Width and height of an element in pixels, 0 before it is drawn. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const observed = element.current
    if (!observed) return
    const measure = () => setSize({ width: observed.clientWidth, height: observed.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(observed)
    return () => observer.disconnect()
  }, [element])
  return size
}
