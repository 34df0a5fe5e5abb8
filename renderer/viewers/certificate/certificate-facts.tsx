// One certificate in full: a table of its facts, and its extensions folded under it.
import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Certificate, NamePart } from '../../../shared/viewers/certificate'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy-text'
import { formatTime } from '../../ui/format'
import styles from './certificate-view.module.css'
import { certificateText as texts } from './text'

export interface CertificateFactsProps {
  readonly certificate: Certificate
  /** Who signed it, in words. */
  readonly signer: string
}

export function CertificateFacts({ certificate, signer }: CertificateFactsProps) {
  const { alternativeNames, extensions, key } = certificate
  return (
    <>
      <dl className={styles.facts}>
        <Row label={texts.subject}>
          <Name parts={certificate.subject} />
        </Row>
        <Row label={texts.issuer}>
          <Name parts={certificate.issuer} />
        </Row>
        <Row label={texts.issuedBy}>{signer}</Row>
        <Row label={texts.validity}>{texts.span(dateOf(certificate.notBefore), dateOf(certificate.notAfter))}</Row>
        {alternativeNames.length > 0 && (
          <Row label={texts.names}>
            <ul className={styles.lines}>
              {alternativeNames.map(name => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </Row>
        )}
        <Row label={texts.key}>{keyText(key)}</Row>
        <Row label={texts.signature}>{certificate.signature}</Row>
        <Row label={texts.serial}>{certificate.serial}</Row>
        <Row label={texts.version}>{certificate.version}</Row>
        <Row label={texts.authority}>{certificate.isAuthority ? texts.yes : texts.no}</Row>
        <Fingerprint label={texts.sha256} value={certificate.sha256} copyLabel={texts.copySha256} />
        <Fingerprint label={texts.sha1} value={certificate.sha1} copyLabel={texts.copySha1} />
      </dl>
      {extensions.length > 0 && (
        <details className={styles.extensions}>
          <summary>{texts.extensions(extensions.length)}</summary>
          <dl className={styles.facts}>
            {extensions.map(({ name, critical, summary }) => (
              <Row key={`${name} ${summary}`} label={name} mark={critical ? texts.critical : undefined}>
                {summary}
              </Row>
            ))}
          </dl>
        </details>
      )}
    </>
  )
}

interface RowProps {
  readonly label: string
  readonly mark?: string | undefined
  readonly children: ReactNode
}

function Row({ label, mark, children }: RowProps) {
  return (
    <div className={styles.fact}>
      <dt>
        {label}
        {mark !== undefined && <span className={styles.mark}>{mark}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

function Name({ parts }: { readonly parts: readonly NamePart[] }) {
  if (parts.length === 0) return texts.unnamed
  return (
    <ul className={styles.lines}>
      {parts.map(({ type, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may hold the same part twice; its place is its identity.
        <li key={index}>
          <span className={styles.type}>{type}</span> {value}
        </li>
      ))}
    </ul>
  )
}

function Fingerprint({ label, value, copyLabel }: Record<'label' | 'value' | 'copyLabel', string>) {
  return (
    <Row label={label}>
      <span className={styles.print}>{value}</span>
      <Button
        kind="quiet"
        icon={Copy}
        iconOnly
        label={copyLabel}
        className={styles.copy}
        onClick={() => void copyText(value)}
      />
    </Row>
  )
}

function keyText({ type, bits, curve }: Certificate['key']): string {
  if (curve !== null) return texts.curve(type, curve)
  return bits === null ? type : texts.bits(type, bits)
}

function dateOf(iso: string | null): string {
  return iso === null ? texts.unknownDate : formatTime(iso)
}
