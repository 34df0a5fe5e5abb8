// Waits a moment before showing what says "wait": what is quick must not flash.
import { type ReactNode, useEffect, useState } from 'react'

/** Milliseconds. */
const patience = 150

/** Its children, once it has been mounted for a moment. */
export function Late({ children }: { readonly children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), patience)
    return () => window.clearTimeout(timer)
  }, [])
  return late ? children : null
}
