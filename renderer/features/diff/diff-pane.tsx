// What a change changed: a diff of the text, or sizes and hashes where there is no text to compare.
import { FileCog } from 'lucide-react'
import type { ReactNode } from 'react'
import { assertNever } from '../../../shared/model/assert-never'
import type { Change, ChangeDiff } from '../../../shared/model/change'
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { EmptyState } from '../../ui/empty-state'
import { paneText } from '../../ui/text-panes'
import { ProblemView } from '../preview/problem-view'
import { Skeleton } from '../preview/skeleton'
import { useLoaded } from '../../state/use-loaded'
import { DiffHeader } from './diff-header'
import styles from './diff-pane.module.css'
import { SettingsTable } from './settings-table'
import { SidesTable } from './sides-table'
import { TextDiff } from './text-diff'

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
        <DiffView key={loaded.key} shown={loaded.outcome.value} actions={actions} />
      )}
    </section>
  )
}

function DiffView({ shown, actions }: { readonly shown: ShownDiff; readonly actions: ReactNode }) {
  const { change, diff } = shown
  const header = (tools?: ReactNode) => (
    <DiffHeader
      change={change}
      tools={
        <>
          {tools}
          {actions}
        </>
      }
    />
  )
  switch (diff.kind) {
    case 'text':
      return (
        <TextDiff
          address={change.address}
          formerAddress={change.before}
          before={diff.before}
          after={diff.after}
          language={diff.language}
          secretNames={diff.secretNames}
          sides={{
            before: change.kinds.includes('added') ? paneText.diff.absentBefore : paneText.diff.before,
            after: change.kinds.includes('removed') ? paneText.diff.absentAfter : paneText.diff.after,
          }}
          header={header}
        />
      )
    case 'binary':
    case 'too-large':
      return (
        <>
          {header()}
          <SidesTable
            reason={diff.kind === 'binary' ? paneText.diff.binary : paneText.diff.tooLarge}
            before={diff.before}
            after={diff.after}
          />
        </>
      )
    case 'settings':
      return (
        <>
          {header()}
          <SidesTable
            reason={
              diff.settings.length === 0 ? paneText.diff.noSettings : paneText.diff.settings(diff.settings.length)
            }
            before={diff.before}
            after={diff.after}
          >
            {diff.settings.length > 0 && <SettingsTable settings={diff.settings} />}
          </SidesTable>
        </>
      )
    case 'header':
      return (
        <>
          {header()}
          <div className={styles.stated}>
            <EmptyState icon={FileCog} title={paneText.diff.same}>
              {paneText.diff.header}
            </EmptyState>
          </div>
        </>
      )
    default:
      return assertNever(diff)
  }
}
