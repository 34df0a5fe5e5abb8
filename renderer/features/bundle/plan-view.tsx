// What a bundle will contain, before it is built: the changes, the files, what to know first, where to put it.
import { bundleText } from './text'
import { FileText } from 'lucide-react'
import { useSession } from '../../state/session'
import type { BundlePlan } from '../../../shared/model/bundle'
import { sentenceOf } from '../../../shared/model/finding'
import { Notes } from '../../ui/notes'
import { ChangeBadge } from '../changes/change-badge'
import { describeChange, markOf } from '../changes/change-kind'
import { unsentEdits } from '../editor/pending-edits'
import { ErrorCard } from '../open/error-card'
import type { BundleTarget } from './bundle-store'
import styles from './bundle.module.css'
import { OptionsPart, type OptionsPartProps } from './options-part'

const atMost = 200

export interface PlanViewProps extends Omit<OptionsPartProps, 'offers' | 'disk'> {
  readonly plan: BundlePlan
  readonly target: BundleTarget
  readonly onTarget: (target: BundleTarget) => void
}

/** The first page of the dialog. */
export function PlanView({ plan, target, onTarget, asked, problem, onAsk }: PlanViewProps) {
  const opened = useSession(state => state.opened)
  const unsent = opened === null ? 0 : unsentEdits(opened.document).length
  const told = [...new Set(plan.findings.map(sentenceOf))]
  const notes = unsent === 0 ? told : [bundleText.unsent(unsent), ...told]
  if (plan.refusal) return <ErrorCard title={bundleText.refused} error={plan.refusal} look="bare" />
  return (
    <>
      <section className={styles.part}>
        <h3>{bundleText.changes(plan.changes.length)}</h3>
        {plan.changes.length === 0 && <p className={styles.quiet}>{bundleText.noChanges}</p>}
        <ul className={styles.changes}>
          {plan.changes.slice(0, atMost).map(change => (
            <li key={change.node}>
              <ChangeBadge mark={markOf(change)} />
              <span className={styles.address}>{change.address}</span>
              <span className={styles.quiet}>{describeChange(change)}</span>
            </li>
          ))}
        </ul>
        {plan.changes.length > atMost && (
          <p className={styles.quiet}>{bundleText.more(plan.changes.length - atMost)}</p>
        )}
      </section>
      {notes.length > 0 && (
        <section className={styles.part}>
          <h3>{bundleText.notes}</h3>
          <Notes notes={notes} />
        </section>
      )}
      <section className={styles.part}>
        <h3>{bundleText.files}</h3>
        <ul className={styles.files}>
          {plan.files.map(file => (
            <li key={file}>
              <FileText size={14} strokeWidth={1.75} aria-hidden />
              {file}
            </li>
          ))}
        </ul>
      </section>
      <OptionsPart offers={plan.offers} disk={plan.disk} asked={asked} problem={problem} onAsk={onAsk} />
      <TargetChoice target={target} onTarget={onTarget} />
    </>
  )
}

function TargetChoice({ target, onTarget }: Pick<PlanViewProps, 'target' | 'onTarget'>) {
  const offered = useSession(state => state.facts?.targets)
  const folders = offered?.includes('folder') ?? false
  const choice = (kind: BundleTarget, label: string) => (
    <label className={styles.choice}>
      <input
        type="radio"
        name="target"
        checked={target === kind}
        disabled={!offered?.includes(kind)}
        onChange={() => onTarget(kind)}
      />
      {label}
    </label>
  )
  return (
    <fieldset className={styles.targets}>
      <legend>{bundleText.target}</legend>
      {choice('folder', bundleText.asFolder)}
      {choice('zip', bundleText.asZip)}
      {!folders && <p className={styles.quiet}>{bundleText.noFolder}</p>}
    </fieldset>
  )
}
