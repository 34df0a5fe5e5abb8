// The requests for certificates of a file: what each asks for, and whether its key signed it.
import type { CertificateRequest } from '../../../shared/viewers/certificate'
import styles from './certificate-view.module.css'
import { commonName } from './common-name'
import { Folded } from './folded'
import { Printed, type ShownFile } from './printed'
import { AlternativeNames, Extensions, keyText, Name, Row } from './rows'
import { certificateText as texts } from './text'

export interface RequestsProps {
  readonly requests: readonly CertificateRequest[]
  readonly file: ShownFile
  /** At first. */
  readonly open: boolean
}

export function Requests({ requests, file, open }: RequestsProps) {
  return (
    <ul className={styles.list} aria-label={texts.requests}>
      {requests.map((request, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is that of one look at the file.
        <li key={index}>
          <Request
            request={request}
            number={requests.length > 1 ? index + 1 : null}
            file={file}
            index={index}
            open={open}
          />
        </li>
      ))}
    </ul>
  )
}

interface RequestProps {
  readonly request: CertificateRequest
  readonly number: number | null
  readonly file: ShownFile
  /** In the file, from 0. */
  readonly index: number
  readonly open: boolean
}

function Request({ request, number, file, index, open }: RequestProps) {
  const { alternativeNames, attributes, extensions, isSigned } = request
  const [state, tone, fact] =
    isSigned === null
      ? [texts.unsure, styles.unknown, texts.unsureFact]
      : isSigned
        ? [texts.signed, styles.valid, texts.good]
        : [texts.unsigned, styles.expired, texts.wrong]
  return (
    <Folded
      number={number}
      name={texts.requestOf(commonName(request.subject) ?? texts.unnamed)}
      state={state}
      tone={tone}
      open={open}
    >
      <dl className={styles.facts}>
        <Row label={texts.subject}>
          <Name parts={request.subject} />
        </Row>
        <AlternativeNames names={alternativeNames} />
        <Row label={texts.key}>{keyText(request.key)}</Row>
        <Row label={texts.signature}>{request.signature}</Row>
        <Row label={texts.ownSignature}>{fact}</Row>
        {attributes.length > 0 && <Row label={texts.asks}>{attributes.join(', ')}</Row>}
      </dl>
      <Extensions extensions={extensions} title={texts.asked(extensions.length)} />
      <Printed file={file} part="requests" index={index} />
    </Folded>
  )
}
