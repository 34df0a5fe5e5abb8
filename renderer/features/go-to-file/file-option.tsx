// One file that can be gone to: its name, and the address that it stands at with what was typed marked.
import type { FoundEntry } from '../../../shared/model/found'
import { classes } from '../../ui/classes'
import styles from '../../ui/quick-list.module.css'
import { splitAddress } from '../changes/change-kind'
import { marked } from './rank'

interface FileOptionProps {
  readonly id: string
  readonly entry: FoundEntry
  readonly typed: string
  readonly active: boolean
}

/** An option. Its keys and clicks are the list's. */
export function FileOption({ id, entry: { address }, typed, active }: FileOptionProps) {
  const { name, folder } = splitAddress(address)
  return (
    <div
      id={id}
      className={classes(styles.option, active && styles.active)}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-label={address}
    >
      <span className={styles.label}>
        <Marked text={name} typed={typed} />
      </span>
      {folder !== '' && (
        <span className={styles.detail}>
          <Marked text={folder} typed={typed} />
        </span>
      )}
    </div>
  )
}

function Marked({ text, typed }: { readonly text: string; readonly typed: string }) {
  return marked(text, typed).map(({ at, text: part, isMatch }) =>
    isMatch ? (
      <mark key={at} className={styles.match}>
        {part}
      </mark>
    ) : (
      part
    ),
  )
}
