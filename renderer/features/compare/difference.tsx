// One difference between two backups: the text, the settings, or what else there is.
import type { ChangeDiff } from '../../../shared/model/change'
import type { ComparedAspect, ComparedEntry } from '../../../shared/model/comparison'
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { useLoaded } from '../../state/use-loaded'
import { paneText } from '../../ui/text-panes'
import { DiffContent } from '../diff/diff-content'
import type { ShownChange, ShownKind } from '../diff/diff-header'
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

const kindOf: Readonly<Record<ComparedAspect, ShownKind>> = {
  content: 'content',
  mode: 'mode',
  owner: 'owner',
  mtime: 'time',
  type: 'type',
  link: 'link',
  order: 'order',
}

/** As the header of a difference wants it. */
function asChange({ address, from, change, what, facts }: ComparedEntry): ShownChange {
  const kinds: readonly ShownKind[] =
    change === 'added' || change === 'removed'
      ? [change]
      : [...what.map(one => kindOf[one]), ...(change === 'moved' ? ['renamed' as const] : [])]
  return {
    address,
    before: from ?? address,
    kinds,
    mode: facts.find(({ aspect }) => aspect === 'mode') ?? null,
    facts: facts.flatMap(({ aspect, ...both }) => (aspect === 'mode' ? [] : [{ kind: kindOf[aspect], ...both }])),
  }
}
