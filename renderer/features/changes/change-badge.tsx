// The letter of a change in its colour. Its word is for assistive technology and the tooltip.
import { classes } from '../../ui/classes'
import marks from '../../ui/marks.module.css'
import { text } from '../../ui/text'
import styles from './change-badge.module.css'
import { letterOf, type MarkKind } from './change-kind'

/** A letter of fixed width. */
export function ChangeBadge({ mark }: { readonly mark: MarkKind }) {
  return (
    <span className={classes(styles.badge, marks[mark])} title={text.changes.marks[mark]}>
      {letterOf(mark)}
    </span>
  )
}
