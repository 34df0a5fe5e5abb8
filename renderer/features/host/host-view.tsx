// The view of the host: every fact of the backup in groups, what matters first and the rest folded. Each value says where it is read
// from and leads there.
import { Check, Copy, CornerDownRight, PencilLine, Search, Server, TriangleAlert } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { HelpPageId } from '../../../shared/help/help-pages'
import type { Fact, FactGroupId, FactValue } from '../../../shared/model/facts'
import { type HostCard, isSealedAway } from '../../../shared/model/host-card'
import type { ErrorData } from '../../../shared/model/errors'
import { CommandButton } from '../../state/command-button'
import type { CommandId } from '../../state/commands'
import { useSession } from '../../state/session'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { copyText } from '../../ui/copy-text'
import { EmptyState } from '../../ui/empty-state'
import { Field } from '../../ui/field'
import { Notes } from '../../ui/notes'
import { text } from '../../ui/text'
import { HelpLink } from '../help/help-link'
import { showPlace } from '../tree/show-place'
import { asText, disagrees, type ShownGroup, shownGroups } from './facts-filter'
import { findingsBeside, shapeText } from './host-facts'
import styles from './host-view.module.css'

/** The page of the help that answers what a group makes one ask. */
const helpOf: Partial<Record<FactGroupId, HelpPageId>> = {
  identity: 'new-hardware',
  management: 'wrong-address',
  access: 'lost-password',
  certificates: 'expired-certificate',
}

/** The guided change of what a group shows. */
const changeOf: Partial<Record<FactGroupId, CommandId>> = {
  identity: 'guideIdentity',
  management: 'guideNetwork',
  access: 'password',
  certificates: 'guideCertificate',
  machines: 'guideMachines',
}

/** Values of a list that are shown before the others are folded. */
const fewValues = 6

/** Scrolls where the facts are higher than their room. */
export function HostView() {
  const card = useSession(state => state.card)
  const problem = useSession(state => state.opened?.problem ?? null)
  return card && <HostFacts card={card} problem={problem} />
}

export interface HostFactsProps {
  readonly card: HostCard
  /** Why not all of the file could be read; shown elsewhere. */
  readonly problem: ErrorData | null
}

export function HostFacts({ card, problem }: HostFactsProps) {
  const [filter, setFilter] = useState('')
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const wanted = useDeferredValue(filter)
  const groups = useMemo(() => shownGroups(card.groups, wanted, unfolded), [card, wanted, unfolded])
  // A fact that is missing may be in the layer that could not be opened.
  const absent = isSealedAway(card) || problem !== null ? text.host.sealed : text.host.absent
  const toggle = (id: string) => {
    setUnfolded(known => {
      const next = new Set(known)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }
  return (
    <section className={styles.view} aria-label={text.host.title} data-tour-place="card">
      <header className={styles.header}>
        <Server size={22} strokeWidth={1.5} aria-hidden />
        <hgroup className={styles.title}>
          <h2>{card.hostname ?? shapeText(card, problem)}</h2>
          {card.hostname !== null && <p>{shapeText(card, problem)}</p>}
        </hgroup>
        <div className={styles.filter}>
          <Field label={text.host.filter} value={filter} onChange={setFilter} data-pane-start />
        </div>
        <HelpLink page="forensic-look" iconOnly />
        <CopyButton label={text.host.copyAll} value={() => asText(groups, absent)} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it. */}
      <div className={styles.facts} tabIndex={0}>
        <Notes notes={findingsBeside(card, problem).map(({ message }) => message)} label={text.host.notes} />
        {groups.length === 0 && <EmptyState icon={Search} title={text.host.noMatch(filter)} />}
        <div className={styles.groups}>
          {groups.map(shown => (
            <Group
              key={shown.group.id}
              shown={shown}
              absent={absent}
              help={
                shown.group.id === 'security' && card.encryption === 'tpm' ? 'sealed-by-tpm' : helpOf[shown.group.id]
              }
              isUnfolded={unfolded.has(shown.group.id)}
              onToggle={wanted.trim() === '' ? () => toggle(shown.group.id) : null}
            />
          ))}
        </div>
      </div>
    </section>
  )
}

interface GroupProps {
  readonly shown: ShownGroup
  readonly absent: string
  /** The page of the help that it makes one ask for. */
  readonly help: HelpPageId | undefined
  readonly isUnfolded: boolean
  /** Null while a filter decides what is shown. */
  readonly onToggle: (() => void) | null
}

function Group({ shown: { group, facts, hidden }, absent, help, isUnfolded, onToggle }: GroupProps) {
  const change = changeOf[group.id]
  return (
    <section className={styles.group} aria-labelledby={`facts-${group.id}`}>
      <div className={styles.heading}>
        <h3 id={`facts-${group.id}`}>{group.title}</h3>
        <span className={styles.ways}>
          {change && <CommandButton id={change} icon={PencilLine} kind="quiet" iconOnly aria-haspopup="dialog" />}
          {help && <HelpLink page={help} iconOnly />}
        </span>
      </div>
      <dl>
        {facts.map(fact => (
          <FactRow key={fact.id} fact={fact} absent={absent} />
        ))}
      </dl>
      {onToggle && (hidden > 0 || isUnfolded) && (
        <Button
          kind="quiet"
          className={styles.more}
          label={isUnfolded ? text.host.fewer(group.title) : text.host.more(hidden, group.title)}
          aria-expanded={isUnfolded}
          onClick={onToggle}
        />
      )}
    </section>
  )
}

function FactRow({ fact, absent }: { readonly fact: Fact; readonly absent: string }) {
  const [all, setAll] = useState(false)
  const values = all ? fact.values : fact.values.slice(0, fewValues)
  return (
    <div className={styles.fact}>
      <dt data-tip={fact.reads}>{fact.title}</dt>
      {fact.values.length === 0 && <dd className={styles.absent}>{absent}</dd>}
      {fact.values.length > 0 && (
        <dd>
          {disagrees(fact) && <p className={styles.disagree}>{text.host.disagree}</p>}
          <ul>
            {numbered(values).map(({ key, value }) => (
              <Value key={key} title={fact.title} value={value} />
            ))}
          </ul>
          {fact.values.length > fewValues && (
            <Button
              kind="quiet"
              className={styles.more}
              label={all ? text.host.fewer(fact.title) : text.host.more(fact.values.length - fewValues, fact.title)}
              aria-expanded={all}
              onClick={() => setAll(!all)}
            />
          )}
        </dd>
      )}
    </div>
  )
}

/** Keys for values, several of which may have the same text: two accounts, two port groups. */
function numbered(values: readonly FactValue[]): readonly { readonly key: string; readonly value: FactValue }[] {
  const seen = new Map<string, number>()
  return values.map(value => {
    const count = seen.get(value.text) ?? 0
    seen.set(value.text, count + 1)
    return { key: `${value.text} ${count}`, value }
  })
}

function Value({ title, value }: { readonly title: string; readonly value: FactValue }) {
  const { source } = value
  return (
    <li className={classes(styles.value, value.attention && styles.attention)}>
      {value.attention && <TriangleAlert size={14} strokeWidth={1.75} role="img" aria-label={text.host.attention} />}
      <span className={styles.text}>{value.text}</span>
      <span className={styles.tools}>
        <CopyButton label={text.host.copy(title)} value={() => value.text} />
        {source && (
          <Button
            label={text.host.show(title)}
            tip={text.host.place(source.setting ?? source.address, source.line ?? null)}
            icon={CornerDownRight}
            kind="quiet"
            iconOnly
            className={styles.tool}
            onClick={() => void showPlace(source)}
          />
        )}
      </span>
    </li>
  )
}

function CopyButton({ label, value }: { readonly label: string; readonly value: () => string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    setCopied(await copyText(value()))
    window.setTimeout(() => setCopied(false), 1500)
  }
  return (
    <Button
      label={label}
      icon={copied ? Check : Copy}
      kind="quiet"
      iconOnly
      className={styles.tool}
      onClick={() => void copy()}
    />
  )
}
