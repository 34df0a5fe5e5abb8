// Two backups compared: which two, and what differs as a list of entries or as one map of both networks.
import { GitCompareArrows } from 'lucide-react'
import { useLayoutEffect } from 'react'
import type { Comparison, ComparisonSide } from '../../../shared/model/comparison'
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { useSession } from '../../state/session'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { beginCompare, compareWith, endComparison, showNetwork, showSteps, useCompare } from './compare-state'
import styles from './compare-view.module.css'
import { ComparedSideName, sideLabels } from './compared-side-name'
import { ComparedEntries } from './compared-entries'
import { ComparisonSteps } from './comparison-steps'
import { NetworkComparison } from './network-comparison'
import { chooseFormat } from './save-comparison'
import { compareText as texts } from './text'

export function CompareView() {
  const document = useSession(state => state.opened?.document ?? null)
  const revision = useSession(state => state.status?.revision ?? 0)
  return document === null ? null : <CompareOf key={document} document={document} revision={revision} />
}

interface OfDocument {
  readonly document: DocumentId
  readonly revision: number
}

function CompareOf({ document, revision }: OfDocument) {
  useLayoutEffect(() => beginCompare(document), [document])
  const isComparing = useCompare(state => state.document === document && state.isComparing)
  const steps = useCompare(state => (state.document === document ? state.steps : null))
  const round = useCompare(state => state.round)
  if (steps !== null && !isComparing) return <ComparisonSteps document={document} steps={steps} />
  if (!isComparing)
    return (
      <section className={styles.view} aria-label={texts.title}>
        <EmptyState icon={GitCompareArrows} title={texts.start}>
          {texts.startHint} <Button label={texts.choose} data-pane-start onClick={() => void compareWith()} />
        </EmptyState>
      </section>
    )
  return <Loaded key={round} document={document} revision={revision} />
}

function Loaded({ document, revision }: OfDocument) {
  const { loaded, slow, retry } = useLoaded<Comparison>(document, revision, () => call('compare.list', { document }))
  if (loaded === null) return slow ? <EmptyState icon={GitCompareArrows} title={texts.loading} /> : null
  if ('error' in loaded.outcome)
    return (
      <EmptyState icon={GitCompareArrows} title={texts.failed}>
        {loaded.outcome.error.message} <Button label={texts.retry} onClick={retry} />{' '}
        <Button label={texts.another} onClick={() => void compareWith()} />
      </EmptyState>
    )
  return <Listed document={document} revision={loaded.revision} comparison={loaded.outcome.value} />
}

function Listed({ document, revision, comparison }: OfDocument & { readonly comparison: Comparison }) {
  const showsNetwork = useCompare(state => state.showsNetwork)
  const hasSteps = useCompare(state => state.steps !== null)
  const name = useSession(state => state.opened?.name ?? '')
  const { before, after, network } = comparison
  const titleOf = (side: ComparisonSide) => (side.isOpened ? texts.opened(name) : side.name)
  const sides = { before: titleOf(before), after: titleOf(after) }
  const labels = sideLabels(before.savedAt, after.savedAt)
  return (
    <section className={styles.view} aria-label={texts.title}>
      <div className={styles.bar}>
        <dl className={styles.files}>
          <ComparedSideName label={labels.before} name={sides.before} saved={before.savedAt} />
          <ComparedSideName label={labels.after} name={sides.after} saved={after.savedAt} doubt={labels.doubt} />
        </dl>
        {hasSteps && <Button label={texts.steps} onClick={showSteps} />}
        <Button label={texts.another} onClick={() => void compareWith()} />
        <Button
          label={texts.saveAs}
          aria-haspopup="menu"
          onClick={event => chooseFormat(event.currentTarget, document)}
        />
        <Button label={texts.end} kind="quiet" onClick={() => void endComparison()} />
      </div>
      {network.parts.length > 0 && (
        <fieldset className={styles.parts} aria-label={texts.parts}>
          <Button
            label={texts.entries}
            kind={showsNetwork ? 'quiet' : 'plain'}
            aria-pressed={!showsNetwork}
            onClick={() => showNetwork(false)}
          />
          <Button
            label={texts.network(network.parts.length)}
            kind={showsNetwork ? 'plain' : 'quiet'}
            aria-pressed={showsNetwork}
            onClick={() => showNetwork(true)}
          />
        </fieldset>
      )}
      {showsNetwork && network.parts.length > 0 ? (
        <NetworkComparison differences={network} sides={sides} />
      ) : (
        <ComparedEntries document={document} revision={revision} comparison={comparison} sides={sides} />
      )}
    </section>
  )
}
