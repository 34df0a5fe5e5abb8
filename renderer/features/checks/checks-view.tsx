// What a host would mind in this backup as it is now, errors first, each with the way to its place and, where one is safe, a fix.
import { CircleAlert, Info, ShieldCheck, TriangleAlert } from 'lucide-react'
import { type CheckId, checkIds } from '../../../shared/findings/check-ids'
import type { DocumentId } from '../../../shared/model/document'
import type { Finding } from '../../../shared/model/finding'
import type { Severity } from '../../../shared/model/severity'
import { call } from '../../bridge/call'
import { applyStatus, useSession } from '../../state/session'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { EmptyState } from '../../ui/empty-state'
import { notify, report } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'
import { HelpLink } from '../help/help-link'
import { showPlace } from '../tree/show-place'
import styles from './checks-view.module.css'
import { checksText as texts } from './text'

/** What the page of the help about certificates is for. */
const aboutCertificates: ReadonlySet<string> = new Set<CheckId>(['certificate-pair', 'host-certificate'])

/** Findings of one severity that are drawn. */
const most = 200

const signs = { error: CircleAlert, warning: TriangleAlert, note: Info } as const
const order: readonly Severity[] = ['error', 'warning', 'note']

export function ChecksView() {
  const document = useSession(state => state.opened?.document ?? null)
  const revision = useSession(state => state.status?.revision ?? 0)
  return document === null ? null : <ChecksOf key={document} document={document} revision={revision} />
}

function ChecksOf({ document, revision }: { readonly document: DocumentId; readonly revision: number }) {
  const { loaded, slow, retry } = useLoaded<readonly Finding[]>(document, revision, () =>
    call('checks.list', { document }),
  )
  if (loaded === null) return slow ? <EmptyState icon={ShieldCheck} title={texts.loading} /> : null
  if ('error' in loaded.outcome)
    return (
      <EmptyState icon={ShieldCheck} title={texts.failed}>
        {loaded.outcome.error.message} <Button label={texts.retry} onClick={retry} />
      </EmptyState>
    )
  const found = loaded.outcome.value
  const count = (severity: Severity) => found.filter(one => one.severity === severity).length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it.
    <section className={styles.view} aria-label={texts.title} tabIndex={0} data-pane-start>
      <p className={classes(styles.count, found.length === 0 && 'visually-hidden')} role="status">
        {found.length === 0 ? texts.nothing : texts.count(count('error'), count('warning'), count('note'))}
      </p>
      {found.length === 0 ? (
        <EmptyState icon={ShieldCheck} title={texts.nothing}>
          {texts.nothingHint(checkIds.length)}
        </EmptyState>
      ) : (
        order.map(severity => (
          <Group
            key={severity}
            document={document}
            severity={severity}
            found={found.filter(one => one.severity === severity)}
          />
        ))
      )}
    </section>
  )
}

interface GroupProps {
  readonly document: DocumentId
  readonly severity: Severity
  readonly found: readonly Finding[]
}

function Group({ document, severity, found }: GroupProps) {
  if (found.length === 0) return null
  return (
    <section>
      <h2 className={styles.heading}>{texts.groups[severity]}</h2>
      <ul className={styles.list}>
        {found.slice(0, most).map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be alike in every word.
          <FindingRow key={index} document={document} finding={finding} />
        ))}
      </ul>
      {found.length > most && <p className={styles.more}>{texts.more(found.length - most)}</p>}
    </section>
  )
}

function FindingRow({ document, finding }: { readonly document: DocumentId; readonly finding: Finding }) {
  const { severity, message, remedy, fix, place } = finding
  const { address } = place
  const Sign = signs[severity]
  const mend = async () => {
    if (fix === undefined || address === undefined) return
    try {
      await flushEdits()
      // Only a check offers a fix, and the code of its findings is its id.
      applyStatus(await call('edit.fix', { document, check: finding.code as CheckId, address }))
      notify({ tone: 'done', message: texts.fixed(fix) })
    } catch (thrown) {
      report(thrown)
    }
  }
  return (
    <li className={styles.finding}>
      <Sign size={16} strokeWidth={1.75} aria-hidden className={styles[severity]} />
      <div className={styles.words}>
        <p>{message}</p>
        {address !== undefined && address !== '' && <p className={styles.place}>{texts.place(address, place.line)}</p>}
        {remedy !== undefined && (
          <p className={styles.remedy}>
            {texts.remedy} {remedy}
          </p>
        )}
      </div>
      <div className={styles.tools}>
        {aboutCertificates.has(finding.code) && <HelpLink page="expired-certificate" />}
        {fix !== undefined && <Button label={fix} onClick={() => void mend()} />}
        {address !== undefined && address !== '' && (
          <Button label={texts.goTo} kind="quiet" onClick={() => void showPlace({ ...place, address })} />
        )}
      </div>
    </li>
  )
}
