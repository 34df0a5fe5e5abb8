// The strip above a diff: which file, what kinds of change, and those that no text shows: a new mode, a new name.
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Change, ChangeKind } from '../../../shared/model/change'
import { classes } from '../../ui/classes'
import marks from '../../ui/marks.module.css'
import { formatTime } from '../../ui/format'
import { paneText } from '../../ui/text-panes'
import { Address } from '../preview/address'
import styles from './diff-header.module.css'

/** What an edit changes, or what is otherwise between two backups. */
export type ShownKind = ChangeKind | 'type' | 'order'

/** What a diff says of its entry. */
export interface ShownChange extends Pick<Change, 'address' | 'before' | 'mode'> {
  readonly kinds: readonly ShownKind[]
  readonly facts: readonly { readonly kind: ShownKind; readonly before: string; readonly after: string }[]
}

const labels: Record<ShownKind, string> = { ...paneText.changeKinds, ...paneText.diff.kinds }

const tones: Record<ShownKind, 'added' | 'removed' | 'changed' | 'renamed'> = {
  added: 'added',
  removed: 'removed',
  content: 'changed',
  mode: 'changed',
  owner: 'changed',
  time: 'changed',
  link: 'changed',
  renamed: 'renamed',
  type: 'changed',
  order: 'changed',
  sealed: 'changed',
  unsealed: 'changed',
}

export function DiffHeader({ change, tools }: { readonly change: ShownChange; readonly tools?: ReactNode }) {
  const renamedFrom = change.kinds.includes('renamed') ? change.before : null
  return (
    <header className={styles.header}>
      <div className={styles.where}>
        <Address address={change.address} />
        <ul className={styles.kinds}>
          {change.kinds.map(kind => (
            <li key={kind} className={classes(styles.kind, marks[tones[kind]])}>
              {labels[kind]}
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.tools}>{tools}</div>
      {(renamedFrom !== null || change.mode || change.facts.length > 0) && (
        <dl className={styles.facts}>
          {renamedFrom !== null && (
            <div className={styles.fact}>
              <dt>{paneText.diff.renamed}</dt>
              <dd>
                <del className={styles.old}>{renamedFrom}</del>
              </dd>
            </div>
          )}
          {change.mode && <BothSides label={paneText.diff.mode} {...change.mode} />}
          {change.facts.map(({ kind, before, after }) => (
            <BothSides
              key={kind}
              label={labels[kind]}
              {...(kind === 'time' ? times(before, after) : { before, after })}
            />
          ))}
        </dl>
      )}
    </header>
  )
}

/** Times as everywhere; as exactly as they are known where they differ within a second. */
function times(before: string, after: string) {
  const shown = { before: formatTime(before), after: formatTime(after) }
  return shown.before === shown.after ? { before, after } : shown
}

function BothSides({ label, before, after }: Record<'label' | 'before' | 'after', string>) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>
        <del className={styles.old}>{before}</del>
        <ArrowRight className={styles.arrow} aria-label={paneText.diff.becomes} role="img" />
        <ins className={styles.new}>{after}</ins>
      </dd>
    </div>
  )
}
