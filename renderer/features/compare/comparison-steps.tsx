// Several backups in the order of time: what changed with each step, and the way to the comparison of its two.
import { useId } from 'react'
import type { ComparisonSide, ComparisonStep } from '../../../shared/model/comparison'
import type { DocumentId } from '../../../shared/model/document'
import { useSession } from '../../state/session'
import { Button } from '../../ui/button'
import { CardDifferences } from './card-differences'
import { compareWith, endComparison, showStep } from './compare-state'
import { savedWords, sideLabels } from './compared-side-name'
import styles from './comparison-steps.module.css'
import { compareText as texts } from './text'

/** Entries of a step that are listed here. */
const mostListed = 20

interface ComparisonStepsProps {
  readonly document: DocumentId
  readonly steps: readonly ComparisonStep[]
}

export function ComparisonSteps({ document, steps }: ComparisonStepsProps) {
  const opened = useSession(state => state.opened?.name ?? '')
  const nameOf = (side: ComparisonSide) => (side.isOpened ? texts.opened(opened) : side.name)
  return (
    <section className={styles.view} aria-label={texts.stepsTitle}>
      <div className={styles.bar}>
        <p className={styles.hint}>{texts.stepsHint(steps.length)}</p>
        <Button label={texts.another} onClick={() => void compareWith()} />
        <Button label={texts.end} kind="quiet" onClick={() => void endComparison()} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it. */}
      <ol className={styles.steps} tabIndex={0} aria-label={texts.stepsTitle}>
        {steps.map((step, index) => (
          <Step
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place.
            key={index}
            step={step}
            sides={{ before: nameOf(step.before), after: nameOf(step.after) }}
            isFirst={index === 0}
            onCompare={() => void showStep(document, index)}
          />
        ))}
      </ol>
    </section>
  )
}

interface StepProps {
  readonly step: ComparisonStep
  readonly sides: { readonly before: string; readonly after: string }
  readonly isFirst: boolean
  readonly onCompare: () => void
}

function Step({ step, sides, isFirst, onCompare }: StepProps) {
  const { before, after, entries, count, card, unseen } = step
  const id = useId()
  const listed = entries.slice(0, mostListed)
  return (
    <li className={styles.step} aria-label={texts.step(sides.before, sides.after)}>
      <div className={styles.head}>
        <h2 className={styles.title} id={id}>
          {sides.after} <span className={styles.saved}>{savedWords(after.savedAt)}</span>
        </h2>
        <Button
          label={texts.compareStep}
          aria-describedby={id}
          data-pane-start={isFirst || undefined}
          onClick={onCompare}
        />
      </div>
      <p className={styles.hint}>
        {sideLabels(before.savedAt, after.savedAt).before}: {sides.before}, {savedWords(before.savedAt)}
      </p>
      <p className={styles.count}>{texts.stepCount(step)}</p>
      {unseen.length > 0 && <p className={styles.hint}>{texts.unseen(unseen)}</p>}
      <CardDifferences card={card} sides={sides} />
      {listed.length > 0 && (
        <ul className={styles.entries}>
          {listed.map(entry => (
            <li key={`${entry.change} ${entry.address}`} data-change={entry.change}>
              <span className={styles.address}>{entry.address}</span>{' '}
              <span className={styles.words}>{texts.words(entry)}</span>
            </li>
          ))}
        </ul>
      )}
      {count > listed.length && <p className={styles.hint}>{texts.moreEntries(count - listed.length)}</p>}
    </li>
  )
}
