// What an investigator would look at: the file's checksum, its entries by their times, and the observations, each with its reason and the way to
// its place.
import { Binoculars } from 'lucide-react'
import { useDeferredValue, useLayoutEffect, useRef } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { Observation, ObservationList } from '../../../shared/model/observation'
import { call } from '../../bridge/call'
import { useSession } from '../../state/session'
import { useOfferActions } from '../../state/shown-actions'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { Field } from '../../ui/field'
import { HelpLink } from '../help/help-link'
import { showPlace } from '../tree/show-place'
import { byRule, type RuleGroup } from './by-rule'
import { beginObservations, filterObservations, useObservations } from './observations-state'
import styles from './observations-view.module.css'
import { chooseFormat } from './save-observations'
import { SourceDigest } from './source-digest'
import { observationsText as texts } from './text'
import { TimelineSection } from './timeline-section'

/** Observations of one rule that are drawn. */
const most = 200

interface OfDocument {
  readonly document: DocumentId
  readonly revision: number
}

export function ObservationsView() {
  const document = useSession(state => state.opened?.document ?? null)
  const revision = useSession(state => state.status?.revision ?? 0)
  return document === null ? null : <ObservationsOf key={document} document={document} revision={revision} />
}

function ObservationsOf({ document, revision }: OfDocument) {
  useLayoutEffect(() => beginObservations(document), [document])
  const { loaded, slow, retry } = useLoaded<ObservationList>(document, revision, () =>
    call('observations.list', { document }),
  )
  if (loaded === null) return slow ? <EmptyState icon={Binoculars} title={texts.loading} /> : null
  if ('error' in loaded.outcome)
    return (
      <EmptyState icon={Binoculars} title={texts.failed}>
        {loaded.outcome.error.message} <Button label={texts.retry} onClick={retry} />
      </EmptyState>
    )
  return <Found document={document} revision={revision} list={loaded.outcome.value} />
}

function Found({ document, revision, list }: OfDocument & { readonly list: ObservationList }) {
  const { observations, rules, sha256 } = list
  const filter = useObservations(state => (state.document === document ? state.filter : ''))
  const { groups, matches } = byRule(observations, useDeferredValue(filter))
  const field = useRef<HTMLInputElement>(null)
  useOfferActions({ find: () => field.current?.select() })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it.
    <section className={styles.view} aria-label={texts.title} tabIndex={0} data-pane-start>
      <header className={styles.bar}>
        <div className={styles.field}>
          <Field
            ref={field}
            label={texts.filter}
            hideLabel
            placeholder={texts.filterHint}
            value={filter}
            onChange={filterObservations}
          />
        </div>
        <p className={styles.count} role="status">
          {texts.count(matches, observations.length, rules)}
        </p>
        <Button label={texts.saveAs} onClick={event => chooseFormat(event.currentTarget, document)} />
        <HelpLink page="forensic-look" />
      </header>
      <SourceDigest document={document} sha256={sha256} />
      <TimelineSection document={document} revision={revision} />
      {groups.map(group => (
        <Group key={group.rule} group={group} />
      ))}
      {groups.length === 0 && (
        <EmptyState icon={Binoculars} title={observations.length === 0 ? texts.nothing : texts.noMatch}>
          {observations.length === 0 ? (
            texts.nothingHint
          ) : (
            <Button label={texts.clear} onClick={() => filterObservations('')} />
          )}
        </EmptyState>
      )}
    </section>
  )
}

function Group({ group: { rule, title, reason, observations } }: { readonly group: RuleGroup }) {
  return (
    <section className={styles.group}>
      <h2 className={styles.heading}>{title}</h2>
      <p className={styles.reason}>{reason}</p>
      {rule === 'certificate' && <HelpLink page="expired-certificate" />}
      <ul className={styles.list}>
        {observations.slice(0, most).map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two observations may be alike in every word.
          <Row key={index} observation={one} />
        ))}
      </ul>
      {observations.length > most && <p className={styles.reason}>{texts.more(observations.length - most)}</p>}
    </section>
  )
}

function Row({ observation: { message, place } }: { readonly observation: Observation }) {
  return (
    <li className={styles.observation}>
      <div className={styles.words}>
        <p>{message}</p>
        {place && <p className={styles.place}>{place.setting ?? texts.place(place.address, place.line)}</p>}
      </div>
      {place && <Button label={texts.goTo} kind="quiet" onClick={() => void showPlace(place)} />}
    </li>
  )
}
