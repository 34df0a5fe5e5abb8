// Rows of facts that certificates, requests and revocation lists share.
import type { ReactNode } from 'react'
import type { Certificate, CertificateExtension, NamePart } from '../../../shared/viewers/certificate'
import { formatTime } from '../../ui/format'
import styles from './certificate-view.module.css'
import { certificateText as texts } from './text'

interface RowProps {
  readonly label: string
  readonly mark?: string | undefined
  readonly children: ReactNode
}

/** A fact and its value. */
export function Row({ label, mark, children }: RowProps) {
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

/** A name, a part in each line. */
export function Name({ parts }: { readonly parts: readonly NamePart[] }) {
  if (parts.length === 0) return texts.unnamed
  return (
    <ul>
      {parts.map(({ type, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may hold the same part twice; its place is its identity.
        <li key={index}>
          <span className={styles.type}>{type}</span> {value}
        </li>
      ))}
    </ul>
  )
}

/** Nothing where there are none. */
export function AlternativeNames({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <Row label={texts.names}>
      <ul>
        {names.map(name => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Row>
  )
}

export interface ExtensionsProps {
  readonly extensions: readonly CertificateExtension[]
  readonly title: string
}

/** Folded; nothing where there are none. */
export function Extensions({ extensions, title }: ExtensionsProps) {
  if (extensions.length === 0) return null
  return (
    <details className={styles.extensions}>
      <summary>{title}</summary>
      <dl className={styles.facts}>
        {extensions.map(({ name, critical, summary }) => (
          <Row key={`${name} ${summary}`} label={name} mark={critical ? texts.critical : undefined}>
            {summary}
          </Row>
        ))}
      </dl>
    </details>
  )
}

/** Such as `RSA, 2,048 bits`. */
export function keyText({ type, bits, curve }: Certificate['key']): string {
  if (curve !== null) return texts.curve(type, curve)
  return bits === null ? type : texts.bits(type, bits)
}

/** A time of ISO 8601 as the window writes it. */
export function dateOf(iso: string | null): string {
  return iso === null ? texts.unknownDate : formatTime(iso)
}
