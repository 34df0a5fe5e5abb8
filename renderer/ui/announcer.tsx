// What assistive technology is told without moving the focus. Traps: a modal dialog makes everything outside it inert, live regions
// included, so each dialog carries an announcer of its own; and a region is heard only if it was there, and not inert, before its
// text came. Hence the short wait: a dialog that opens or closes with the news has done so by then.
import { useState } from 'react'
import { create } from 'zustand'

interface Announcement {
  readonly message: string
  /** Grows, so that the same sentence twice is told twice. */
  readonly count: number
}

/** Milliseconds. */
const settling = 80

const useAnnouncement = create<Announcement>(() => ({ message: '', count: 0 }))

/** Tells a screen reader, politely. */
export function announce(message: string): void {
  setTimeout(() => useAnnouncement.setState(last => ({ message, count: last.count + 1 })), settling)
}

/** The live region. It says what is announced from now on, not what came before. */
export function Announcer() {
  const { message, count } = useAnnouncement()
  const [before] = useState(() => useAnnouncement.getState().count)
  return (
    <div className="visually-hidden" aria-live="polite" aria-atomic="true">
      {count > before && <span key={count}>{message}</span>}
    </div>
  )
}
