// The certificates of a file: each with its names, dates, key and fingerprints; the chain among them, and whether the key beside the file
// belongs to one.
import { CircleAlert, CircleHelp, KeyRound, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import type { Certificate, CertificatesView, KeyBeside } from '../../../shared/viewers/certificate'
import { addressParts } from '../../features/preview/address-parts'
import { classes } from '../../ui/classes'
import type { ViewerProps } from '../viewer'
import { CertificateFacts } from './certificate-facts'
import styles from './certificate-view.module.css'
import { ChainLines } from './chain-lines'
import { commonName } from './common-name'
import { Bar, Folded } from './folded'
import type { ShownFile } from './printed'
import { Requests } from './requests'
import { RevocationLists } from './revocation-lists'
import { certificateText as texts } from './text'
import { type Validity, validityOf } from './validity'

/** Up to this many are shown open at first. */
const openUpTo = 2

export function CertificateView({ document, node, revision, data, frame }: ViewerProps<'certificate'>) {
  const { certificates, chain, key, lists, more, problems, requests } = data
  const file: ShownFile = { document, node, revision }
  const parts = certificates.length + requests.length + lists.length
  // Once for each look at the file: days do not pass while one looks.
  const [now] = useState(Date.now)
  return frame(
    { chips: chipsOf(data) },
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it.
    <div className={styles.ground} tabIndex={0} data-pane-start>
      <div className={styles.page}>
        {key && <KeyLine beside={key} several={parts > 1} />}
        {chain && <ChainLines chain={chain} certificates={certificates} />}
        {problems.length > 0 && (
          <div className={styles.problems} role="note">
            <strong>{texts.problems}</strong>
            <ul>
              {problems.map(({ line, message }) => (
                <li key={`${line} ${message}`}>
                  {line === null ? '' : `${texts.atLine(line)} `}
                  {message}
                </li>
              ))}
            </ul>
          </div>
        )}
        {certificates.length > 0 && (
          <ul className={styles.list} aria-label={texts.list}>
            {certificates.map((certificate, index) => (
              <li key={`${certificate.line} ${certificate.sha256}`}>
                <Item
                  certificate={certificate}
                  number={certificates.length > 1 ? index + 1 : null}
                  signer={signerOf(certificates, index)}
                  validity={validityOf(certificate, now)}
                  file={file}
                  index={index}
                  open={parts <= openUpTo}
                />
              </li>
            ))}
          </ul>
        )}
        {requests.length > 0 && <Requests requests={requests} file={file} open={parts <= openUpTo} />}
        {lists.length > 0 && (
          <RevocationLists lists={lists} file={file} certificates={certificates} now={now} open={parts <= openUpTo} />
        )}
        {more > 0 && <p className={styles.more}>{texts.more(more)}</p>}
      </div>
    </div>,
  )
}

interface ItemProps {
  readonly certificate: Certificate
  /** In the file, from 1; null for the only one. */
  readonly number: number | null
  readonly signer: string
  readonly validity: Validity
  readonly file: ShownFile
  /** In the file, from 0. */
  readonly index: number
  readonly open: boolean
}

function Item({ certificate, number, signer, validity, file, index, open }: ItemProps) {
  return (
    <Folded
      number={number}
      name={commonName(certificate.subject) ?? texts.unnamed}
      state={wordsOf(validity)}
      tone={styles[validity.state]}
      open={open}
    >
      {validity.state !== 'undated' && <Bar share={validity.share} tone={styles[validity.state]} />}
      <CertificateFacts certificate={certificate} signer={signer} file={file} index={index} />
    </Folded>
  )
}

function KeyLine({ beside, several }: { readonly beside: KeyBeside; readonly several: boolean }) {
  const name = addressParts(beside.address).at(-1)?.text ?? beside.address
  const [Icon, tone, sentence] = keyWords(beside, name, several)
  return (
    <p className={classes(styles.key, tone)}>
      <Icon className={styles.keyIcon} aria-hidden />
      {sentence}
    </p>
  )
}

function keyWords(
  { matches, matchesRequest, unknown }: KeyBeside,
  name: string,
  several: boolean,
): readonly [LucideIcon, string | undefined, string] {
  if (unknown !== null) return [CircleHelp, styles.unknown, texts.keyUnknown(name, unknown)]
  if (matches !== null) return [KeyRound, styles.valid, texts.keyMatches(name, matches + 1, several)]
  if (matchesRequest !== null)
    return [KeyRound, styles.valid, texts.keyMatchesRequest(name, matchesRequest + 1, several)]
  return [CircleAlert, styles.expired, texts.keyDiffers(name)]
}

function chipsOf({ certificates, lists, more, requests }: CertificatesView): readonly string[] {
  return [
    ...(certificates.length + more > 0 ? [texts.amount(certificates.length + more)] : []),
    ...(requests.length > 0 ? [texts.amountOfRequests(requests.length)] : []),
    ...(lists.length > 0 ? [texts.amountOfLists(lists.length)] : []),
  ]
}

function wordsOf(validity: Validity): string {
  return validity.state === 'undated' ? texts.undated : texts[validity.state](validity.days)
}

function signerOf(certificates: readonly Certificate[], index: number): string {
  const by = certificates[index]?.issuedBy ?? null
  if (by === null) return texts.signerElsewhere
  if (by === index) return texts.selfSigned
  return texts.signer(by + 1, commonName(certificates[by]?.subject ?? []) ?? texts.unnamed)
}
