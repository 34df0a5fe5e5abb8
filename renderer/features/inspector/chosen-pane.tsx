// What several chosen entries have in common, in the place of the facts of one.
import { CalendarClock, KeyRound, Trash2, UserRound } from 'lucide-react'
import type { DocumentId } from '../../../shared/model/document'
import type { TreeNode } from '../../../shared/model/node'
import type { NodeFacts } from '../../../shared/model/preview'
import { CommandButton } from '../../state/command-button'
import { useLoaded } from '../../state/use-loaded'
import { formatSize, formatTime } from '../../ui/format'
import { text } from '../../ui/text'
import { paneText } from '../../ui/text-panes'
import { ProblemView } from '../preview/problem-view'
import { common, factsOfAll } from '../tree/header-actions'
import { FactGroup, FactRow } from './fact-group'
import styles from './inspector-pane.module.css'

const texts = paneText.inspector

export interface ChosenPaneProps {
  readonly document: DocumentId
  readonly nodes: readonly TreeNode[]
  /** Of the document; a higher one makes the pane look again. */
  readonly revision: number
}

export function ChosenPane({ document, nodes, revision }: ChosenPaneProps) {
  const key = JSON.stringify([document, nodes.map(({ id }) => id)])
  const { loaded, retry } = useLoaded<readonly NodeFacts[]>(key, revision, () => factsOfAll(nodes))
  const size = nodes.reduce((sum, node) => sum + (node.size ?? 0), 0)
  return (
    <section className={styles.pane} aria-label={texts.region} aria-busy={loaded?.key !== key}>
      <div className={styles.facts}>
        <FactGroup title={text.tree.chosen(nodes.length)}>
          <dl className={styles.list}>
            <FactRow label={texts.size} value={formatSize(size)} />
            {loaded && 'value' in loaded.outcome && <Common facts={loaded.outcome.value} />}
          </dl>
          {loaded && 'error' in loaded.outcome && (
            <ProblemView title={texts.failed} error={loaded.outcome.error} onRetry={retry} />
          )}
          <div className={styles.chosenTools}>
            <CommandButton id="mode" icon={KeyRound} />
            <CommandButton id="owner" icon={UserRound} />
            <CommandButton id="time" icon={CalendarClock} />
            <CommandButton id="remove" icon={Trash2} />
          </div>
        </FactGroup>
      </div>
    </section>
  )
}

function Common({ facts }: { readonly facts: readonly NodeFacts[] }) {
  if (facts.length === 0) return <FactRow label={texts.common} value={texts.tooMany} />
  const of = (pick: (facts: NodeFacts) => string | null) => common(facts, pick) ?? texts.differs
  return (
    <>
      <FactRow label={texts.mode} value={of(({ mode }) => mode)} mono />
      <FactRow
        label={texts.user}
        value={of(({ uid, uname }) => (uid === null ? null : texts.id(uname ?? '', uid)))}
        mono
      />
      <FactRow
        label={texts.group}
        value={of(({ gid, gname }) => (gid === null ? null : texts.id(gname ?? '', gid)))}
        mono
      />
      <FactRow label={texts.mtime} value={of(({ mtime }) => (mtime === null ? null : formatTime(mtime)))} mono />
    </>
  )
}
