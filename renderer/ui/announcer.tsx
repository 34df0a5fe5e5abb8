// What assistive technology is told without moving the focus. Trap: a modal dialog makes everything outside it inert, live
// regions included, so each dialog carries an announcer of its own.
import { create } from 'zustand'

interface Announcement {
  readonly message: string
  /** Grows, so that the same sentence twice is told twice. */
  readonly count: number
}

const useAnnouncement = create<Announcement>(() => ({ message: '', count: 0 }))

/** Tells a screen reader, politely. */
export function announce(message: string): void {
  useAnnouncement.setState(last => ({ message, count: last.count + 1 }))
}

/** The live region. */
export function Announcer() {
  const { message, count } = useAnnouncement()
  return (
    <div className="visually-hidden" aria-live="polite" aria-atomic="true">
      {message === '' ? '' : <span key={count}>{message}</span>}
    </div>
  )
}
