// What a change changed: a diff of the text, or sizes and hashes where there is no text to compare.
import type { ReactNode } from 'react'
import type { Change, ChangeDiff } from '../../../shared/model/change'
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { paneText } from '../../ui/text-panes'
import { ProblemView } from '../preview/problem-view'
import { Skeleton } from '../preview/skeleton'
import { useLoaded } from '../../state/use-loaded'
import { DiffContent } from './diff-content'
import styles from './diff-pane.module.css'

export interface DiffPaneProps {
  readonly document: DocumentId
  readonly change: Change
  /** Of the document; a higher one makes the pane look again. */
  readonly revision: number
  /** Buttons for the header, such as one that reverts the change. */
  readonly actions?: ReactNode
}

interface ShownDiff {
  readonly change: Change
  readonly diff: ChangeDiff
}

export function DiffPane({ document, change, revision, actions }: DiffPaneProps) {
  const key = JSON.stringify([document, change.node])
  const { loaded, slow, retry } = useLoaded<ShownDiff>(key, revision, async () => ({
    change,
    diff: await call('changes.diff', { document, node: change.node }),
  }))
  const waiting = slow || loaded === null
  return (
    <section className={styles.pane} aria-label={paneText.diff.region} aria-busy={loaded?.key !== key}>
      {waiting && slow && <Skeleton label={paneText.diff.loading} />}
      {!waiting && 'error' in loaded.outcome && (
        <ProblemView title={paneText.diff.failed} error={loaded.outcome.error} onRetry={retry} />
      )}
      {!waiting && 'value' in loaded.outcome && (
        <DiffContent key={loaded.key} {...loaded.outcome.value} actions={actions} />
      )}
    </section>
  )
}
