// Everything the header of an entry says, in groups. The mode can be changed here.
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { NodeFacts } from '../../../shared/model/preview'
import { paneText } from '../../ui/text-panes'
import { ProblemView } from '../preview/problem-view'
import { Skeleton } from '../preview/skeleton'
import { useLoaded } from '../../state/use-loaded'
import { FactGroup, FactRow } from './fact-group'
import { groupsOf } from './fact-groups'
import styles from './inspector-pane.module.css'
import { loadFacts } from './load-facts'
import { ModeRow } from './mode-row'

export interface InspectorPaneProps {
  readonly document: DocumentId
  readonly node: NodeId
  /** Of the document; a higher one makes the pane look again. */
  readonly revision: number
}

export function InspectorPane({ document, node, revision }: InspectorPaneProps) {
  const key = JSON.stringify([document, node])
  const { loaded, slow, retry } = useLoaded<NodeFacts>(key, revision, () => loadFacts(document, node, revision))
  const waiting = slow || loaded === null
  return (
    <section className={styles.pane} aria-label={paneText.inspector.region} aria-busy={loaded?.key !== key}>
      {waiting && slow && <Skeleton label={paneText.inspector.loading} />}
      {!waiting && 'error' in loaded.outcome && (
        <ProblemView title={paneText.inspector.failed} error={loaded.outcome.error} onRetry={retry} />
      )}
      {!waiting && 'value' in loaded.outcome && (
        <Facts key={loaded.key} document={document} node={node} facts={loaded.outcome.value} />
      )}
    </section>
  )
}

function Facts({ document, node, facts }: Pick<InspectorPaneProps, 'document' | 'node'> & { facts: NodeFacts }) {
  return (
    <div className={styles.facts}>
      {groupsOf(facts).map(group => (
        <FactGroup key={group.id} title={paneText.inspector.groups[group.id]}>
          <dl className={styles.list}>
            {group.id === 'owner' && facts.mode !== null && (
              <ModeRow document={document} node={node} mode={facts.mode} facts={facts} />
            )}
            {group.facts.map(fact => (
              <FactRow key={fact.label} {...fact} />
            ))}
          </dl>
        </FactGroup>
      ))}
      {facts.findings.length > 0 && (
        <FactGroup title={paneText.inspector.groups.notes}>
          <ul className={styles.notes}>
            {facts.findings.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </FactGroup>
      )}
    </div>
  )
}
