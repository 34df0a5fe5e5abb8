// One command of the palette: its name with the matched letters marked, what it would act on or why it cannot, its keys.
import { classes } from '../../ui/classes'
import styles from '../../ui/quick-list.module.css'
import { type Option, stretches } from './search'

export interface PaletteOptionProps {
  readonly id: string
  readonly option: Option
  readonly active: boolean
  /** For the eye; empty where the command has no keys. */
  readonly shortcut: string
}

/** An option. Its keys and clicks are the list's. */
export function PaletteOption({ id, option, active, shortcut }: PaletteOptionProps) {
  const { label, matched, detail, whyNot } = option
  const name = [label, detail, shortcut].filter(part => part !== null && part !== '').join(', ')
  return (
    <div
      id={id}
      className={classes(styles.option, active && styles.active, whyNot !== null && styles.unavailable)}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-disabled={whyNot !== null}
      aria-label={name}
    >
      <span className={styles.label}>
        {stretches(label, matched).map(({ at, text, isMatch }) =>
          isMatch ? (
            <mark key={at} className={styles.match}>
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </span>
      {detail !== null && <span className={styles.detail}>{detail}</span>}
      {shortcut !== '' && <kbd className={styles.shortcut}>{shortcut}</kbd>}
    </div>
  )
}
