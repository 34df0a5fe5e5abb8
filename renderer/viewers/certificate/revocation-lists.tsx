// The revocation lists of a file: by whom, until when, and which serial numbers.
import type { Certificate, Revocation, RevocationList } from '../../../shared/viewers/certificate'
import styles from './certificate-view.module.css'
import { commonName } from './common-name'
import { Bar, Folded } from './folded'
import { Printed, type ShownFile } from './printed'
import { dateOf, Extensions, Name, Row } from './rows'
import { certificateText as texts } from './text'
import { validityOf } from './validity'

export interface RevocationListsProps {
  readonly lists: readonly RevocationList[]
  readonly file: ShownFile
  readonly certificates: readonly Certificate[]
  /** In ms since 1970. */
  readonly now: number
  /** At first. */
  readonly open: boolean
}

export function RevocationLists({ lists, file, certificates, now, open }: RevocationListsProps) {
  return (
    <ul className={styles.list} aria-label={texts.lists}>
      {lists.map((list, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is that of one look at the file.
        <li key={index}>
          <List
            list={list}
            number={lists.length > 1 ? index + 1 : null}
            signer={signerOf(list, certificates)}
            file={file}
            index={index}
            now={now}
            open={open}
          />
        </li>
      ))}
    </ul>
  )
}

interface ListProps {
  readonly list: RevocationList
  readonly number: number | null
  readonly signer: string
  readonly file: ShownFile
  /** In the file, from 0. */
  readonly index: number
  readonly now: number
  readonly open: boolean
}

function List({ list, number, signer, file, index, now, open }: ListProps) {
  const { extensions, issuer, nextUpdate, revoked, revokes, thisUpdate } = list
  const { state, tone, share } = standing(list, now)
  return (
    <Folded
      number={number}
      name={texts.listOf(commonName(issuer) ?? texts.unnamed)}
      state={state}
      tone={tone}
      open={open}
    >
      {share !== null && <Bar share={share} tone={tone} />}
      {revokes.length > 0 && <p className={styles.expired}>{texts.revokesHere(revokes.map(one => one + 1))}</p>}
      <dl className={styles.facts}>
        <Row label={texts.issuer}>
          <Name parts={issuer} />
        </Row>
        <Row label={texts.issuedBy}>{signer}</Row>
        <Row label={texts.thisUpdate}>{dateOf(thisUpdate)}</Row>
        <Row label={texts.nextUpdate}>{nextUpdate === null ? texts.none : dateOf(nextUpdate)}</Row>
        <Row label={texts.listNumber}>{list.number ?? texts.none}</Row>
        <Row label={texts.signature}>{list.signature}</Row>
      </dl>
      <Revoked revoked={revoked} more={list.more} />
      <Extensions extensions={extensions} title={texts.extensions(extensions.length)} />
      <Printed file={file} part="lists" index={index} />
    </Folded>
  )
}

function Revoked({ revoked, more }: { readonly revoked: readonly Revocation[]; readonly more: number }) {
  const amount = revoked.length + more
  if (amount === 0) return <p className={styles.more}>{texts.revoked(0)}</p>
  return (
    <details className={styles.extensions} open={amount <= 10}>
      <summary>{texts.revoked(amount)}</summary>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{texts.serial}</th>
            <th scope="col">{texts.revokedAt}</th>
            <th scope="col">{texts.reason}</th>
          </tr>
        </thead>
        <tbody>
          {revoked.map(({ serial, date, reason }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list may name a serial number twice.
            <tr key={index}>
              <td>{serial}</td>
              <td>{dateOf(date)}</td>
              <td>{reason ?? texts.noReason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={styles.more}>{texts.moreRevoked(more)}</p>}
    </details>
  )
}

function standing({ thisUpdate, nextUpdate }: RevocationList, now: number) {
  const validity = validityOf({ notBefore: thisUpdate, notAfter: nextUpdate }, now)
  switch (validity.state) {
    case 'undated':
      return { state: texts.noNext, tone: styles.unknown, share: null }
    case 'expired':
      return { state: texts.overdue(validity.days), tone: styles.expired, share: validity.share }
    case 'early':
      return { state: texts.ahead(validity.days), tone: styles.early, share: validity.share }
    default:
      return { state: texts.next(validity.days), tone: styles.valid, share: validity.share }
  }
}

function signerOf({ issuedBy }: RevocationList, certificates: readonly Certificate[]): string {
  if (issuedBy === null) return texts.signerElsewhere
  return texts.signer(issuedBy + 1, commonName(certificates[issuedBy]?.subject ?? []) ?? texts.unnamed)
}
