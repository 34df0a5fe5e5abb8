// One certificate in full: a table of its facts, and its extensions folded under it.
import { Copy } from 'lucide-react'
import type { Certificate } from '../../../shared/viewers/certificate'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy-text'
import styles from './certificate-view.module.css'
import { Printed, type ShownFile } from './printed'
import { AlternativeNames, dateOf, Extensions, keyText, Name, Row } from './rows'
import { certificateText as texts } from './text'

export interface CertificateFactsProps {
  readonly certificate: Certificate
  /** Who signed it, in words. */
  readonly signer: string
  readonly file: ShownFile
  /** In the file, from 0. */
  readonly index: number
}

export function CertificateFacts({ certificate, signer, file, index }: CertificateFactsProps) {
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
        <AlternativeNames names={alternativeNames} />
        <Row label={texts.key}>{keyText(key)}</Row>
        <Row label={texts.signature}>{certificate.signature}</Row>
        <Row label={texts.serial}>{certificate.serial}</Row>
        <Row label={texts.version}>{certificate.version}</Row>
        <Row label={texts.authority}>{certificate.isAuthority ? texts.yes : texts.no}</Row>
        <Fingerprint label={texts.sha256} value={certificate.sha256} copyLabel={texts.copySha256} />
        <Fingerprint label={texts.sha1} value={certificate.sha1} copyLabel={texts.copySha1} />
      </dl>
      <Extensions extensions={extensions} title={texts.extensions(extensions.length)} />
      <Printed file={file} part="certificates" index={index} />
    </>
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
