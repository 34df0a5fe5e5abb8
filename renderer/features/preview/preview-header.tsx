// The strip above the content: where the file is, what it is, whether it was changed. It has its height before the facts
// are there, so that nothing moves when they come.
import type { ReactNode } from 'react'
import type { NodeFacts } from '../../../shared/model/preview'
import { formatExactSize, formatSize } from '../../ui/format'
import { paneText } from '../../ui/text-panes'
import { Address } from './address'
import styles from './preview-header.module.css'

export interface PreviewHeaderProps {
  /** ADDRESS of what is shown; empty for the opened file. */
  readonly address: string
  readonly facts: NodeFacts | null
  /** The viewers to choose from. */
  readonly tabs?: ReactNode
  /** Language, encoding and the like. */
  readonly chips?: readonly string[]
  /** Buttons at the right. */
  readonly tools?: ReactNode
  /** Typed text is on its way. */
  readonly pending?: boolean
}

export function PreviewHeader({ address, facts, tabs, chips = [], tools, pending }: PreviewHeaderProps) {
  const dirty = pending || (facts?.changed.length ?? 0) > 0
  return (
    <header className={styles.header}>
      <div className={styles.where}>
        <Address address={address} />
        {dirty && (
          <span
            className={styles.dirty}
            role="img"
            aria-label={paneText.preview.dirty}
            data-tip={paneText.preview.dirty}
          />
        )}
        {facts?.tFlag && (
          <span
            className={styles.tFlag}
            role="img"
            aria-label={paneText.preview.tFlag}
            data-tip={paneText.preview.tFlag}
          >
            T
          </span>
        )}
      </div>
      <ul className={styles.chips}>
        {chips.map(chip => (
          <li key={chip}>{chip}</li>
        ))}
        {facts && facts.size !== null && <li data-tip={formatExactSize(facts.size)}>{formatSize(facts.size)}</li>}
      </ul>
      <div className={styles.tools}>
        {tools}
        {tabs}
      </div>
    </header>
  )
}
