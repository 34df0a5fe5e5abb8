// The certificates of a file: each with its names, dates, key and fingerprints; the chain among them, and whether the key beside the file
// belongs to one.
import { CircleAlert, CircleHelp, KeyRound, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import type { Certificate, KeyBeside } from '../../../shared/viewers/certificate'
import { addressParts } from '../../features/preview/address-parts'
import { classes } from '../../ui/classes'
import type { ViewerProps } from '../viewer'
import { CertificateFacts } from './certificate-facts'
import styles from './certificate-view.module.css'
import { ChainLines } from './chain-lines'
import { commonName } from './common-name'
import { certificateText as texts } from './text'
import { type Validity, validityOf } from './validity'

/** Up to this many are shown open at first. */
const openUpTo = 2

export function CertificateView({ data, frame }: ViewerProps<'certificate'>) {
  const { certificates, chain, key, more, problems } = data
  // Once for each look at the file: days do not pass while one looks.
  const [now] = useState(Date.now)
  return frame(
    { chips: [texts.amount(certificates.length + more)] },
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it.
    <div className={styles.ground} tabIndex={0} data-pane-start>
      <div className={styles.page}>
        {key && <KeyLine beside={key} several={certificates.length > 1} />}
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
        <ul className={styles.list} aria-label={texts.list}>
          {certificates.map((certificate, index) => (
            <li key={`${certificate.line} ${certificate.sha256}`}>
              <Item
                certificate={certificate}
                number={certificates.length > 1 ? index + 1 : null}
                signer={signerOf(certificates, index)}
                validity={validityOf(certificate, now)}
                open={certificates.length <= openUpTo}
              />
            </li>
          ))}
        </ul>
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
  readonly open: boolean
}

function Item({ certificate, number, signer, validity, open }: ItemProps) {
  const [expanded, setExpanded] = useState(open)
  return (
    <details className={styles.certificate} open={expanded} onToggle={event => setExpanded(event.currentTarget.open)}>
      <summary className={styles.summary}>
        {number !== null && <span className={styles.number}>{number}</span>}
        <span className={styles.name}>{commonName(certificate.subject) ?? texts.unnamed}</span>
        <span className={classes(styles.state, styles[validity.state])}>{wordsOf(validity)}</span>
      </summary>
      {expanded && (
        <div className={styles.body}>
          {validity.state !== 'undated' && (
            <div className={styles.bar} aria-hidden>
              <div
                className={classes(styles.passed, styles[validity.state])}
                style={{ width: `${validity.share * 100}%` }}
              />
            </div>
          )}
          <CertificateFacts certificate={certificate} signer={signer} />
        </div>
      )}
    </details>
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
  { matches, unknown }: KeyBeside,
  name: string,
  several: boolean,
): readonly [LucideIcon, string | undefined, string] {
  if (unknown !== null) return [CircleHelp, styles.unknown, texts.keyUnknown(name, unknown)]
  if (matches === null) return [CircleAlert, styles.expired, texts.keyDiffers(name)]
  return [KeyRound, styles.valid, texts.keyMatches(name, matches + 1, several)]
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
