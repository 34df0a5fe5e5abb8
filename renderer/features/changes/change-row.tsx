// One line of the changes list: letter, file name, folder, and what else can be said in a word.
import type { Change } from '../../../shared/model/change'
import { formatSize } from '../../ui/format'
import { text } from '../../ui/text'
import { ChangeBadge } from './change-badge'
import { describeChange, growthOf, markOf, splitAddress } from './change-kind'
import styles from './change-row.module.css'

export interface ChangeRowProps {
  readonly id: string
  readonly change: Change
  readonly selected: boolean
  readonly position: number
  readonly count: number
  /** Pixels from the top of the list. */
  readonly top: number
}

/** An option of the list. Its keys and clicks are the list's. */
export function ChangeRow({ id, change, selected, position, count, top }: ChangeRowProps) {
  const { name, folder } = splitAddress(change.address)
  const mark = markOf(change)
  const words = describeChange(change)
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names this row by aria-activedescendant
    <div
      id={id}
      className={styles.row}
      role="option"
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={count}
      aria-label={`${name}, ${words}, ${folder}`}
      title={`${change.address}\n${words}`}
      style={{ transform: `translateY(${top}px)` }}
      data-row={position - 1}
    >
      <ChangeBadge mark={mark} />
      <span className={styles.name} data-mark={mark}>
        {name}
      </span>
      <span className={styles.folder}>{folder}</span>
      <span className={styles.extra}>{extraOf(change)}</span>
    </div>
  )
}

function extraOf(change: Change): string {
  const growth = growthOf(change)
  if (growth !== null) return `${growth > 0 ? '+' : '−'}${formatSize(Math.abs(growth))}`
  return change.kinds.length === 1 && change.kinds[0] === 'mode' ? text.changes.kinds.mode : ''
}
