// Sentences to read before going on, each with a warning sign.
import { TriangleAlert } from 'lucide-react'
import styles from './notes.module.css'

export interface NotesProps {
  readonly notes: readonly string[]
  /** What assistive technology calls the list; absent where a heading is above it. */
  readonly label?: string
}

/** The list; nothing where there are no notes. */
export function Notes({ notes, label }: NotesProps) {
  if (notes.length === 0) return null
  return (
    <ul className={styles.notes} aria-label={label}>
      {notes.map(note => (
        <li key={note}>
          <TriangleAlert size={15} strokeWidth={1.75} aria-hidden />
          <span>{note}</span>
        </li>
      ))}
    </ul>
  )
}
