// One difference between two backups: the text, the settings, or what else there is.
import type { Change, ChangeDiff, ChangeKind } from '../../../shared/model/change'
import type { ComparedEntry } from '../../../shared/model/comparison'
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { useLoaded } from '../../state/use-loaded'
import { paneText } from '../../ui/text-panes'
import { DiffContent } from '../diff/diff-content'
import { ProblemView } from '../preview/problem-view'
import styles from './compare-view.module.css'
import { compareText as texts } from './text'

interface DifferenceProps {
  readonly document: DocumentId
  readonly revision: number
  readonly entry: ComparedEntry
  readonly sides: { readonly before: string; readonly after: string }
}

export function Difference({ document, revision, entry, sides }: DifferenceProps) {
  const { address, from } = entry
  const { loaded, retry } = useLoaded<ChangeDiff>(`${document} ${address}`, revision, () =>
    call('compare.diff', { document, address, from: from ?? '' }),
  )
  return (
    <section className={styles.difference} aria-label={texts.detail} aria-busy={loaded === null}>
      {loaded && 'error' in loaded.outcome && (
        <ProblemView title={paneText.diff.failed} error={loaded.outcome.error} onRetry={retry} />
      )}
      {loaded && 'value' in loaded.outcome && (
        <DiffContent change={asChange(entry)} diff={loaded.outcome.value} sides={sides} />
      )}
    </section>
  )
}

/** As the header of a difference wants it. */
function asChange({ address, from, change, what }: ComparedEntry): Change {
  const kinds: readonly ChangeKind[] =
    change === 'added' || change === 'removed'
      ? [change]
      : [
          ...(what.includes('content') ? ['content' as const] : []),
          ...(what.includes('mode') ? ['mode' as const] : []),
          ...(what.includes('owner') ? ['owner' as const] : []),
          ...(what.includes('mtime') ? ['time' as const] : []),
          ...(what.includes('link') ? ['link' as const] : []),
          ...(change === 'moved' ? ['renamed' as const] : []),
        ]
  return {
    node: '',
    address,
    before: from ?? address,
    kinds,
    mode: null,
    facts: [],
    size: { before: null, after: null },
  }
}
