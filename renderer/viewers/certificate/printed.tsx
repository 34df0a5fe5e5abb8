// The text of a certificate, a request or a revocation list as OpenSSL prints it, folded.
import { Copy } from 'lucide-react'
import { useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { CertificatePart } from '../../../shared/viewers/certificate'
import { call } from '../../bridge/call'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy-text'
import styles from './certificate-view.module.css'
import { certificateText as texts } from './text'

/** The file whose parts are shown, and the document's revision at which it was read. */
export interface ShownFile {
  readonly document: DocumentId
  readonly node: NodeId
  readonly revision: number
}

export interface PrintedProps {
  readonly file: ShownFile
  readonly part: CertificatePart
  readonly index: number
}

/** Its text is asked for when it is unfolded. */
export function Printed(props: PrintedProps) {
  const [expanded, setExpanded] = useState(false)
  return (
    <details className={styles.extensions} open={expanded} onToggle={event => setExpanded(event.currentTarget.open)}>
      <summary>{texts.printed}</summary>
      {expanded && <PrintedText {...props} />}
    </details>
  )
}

function PrintedText({ file, part, index }: PrintedProps) {
  const { document, node, revision } = file
  const { loaded } = useLoaded(JSON.stringify([document, node, part, index]), revision, () =>
    call('certificate.printed', { document, node, part, index }),
  )
  if (!loaded) return null
  if ('error' in loaded.outcome) return <p role="alert">{loaded.outcome.error.message}</p>
  const { text } = loaded.outcome.value
  return (
    <>
      <Button kind="quiet" icon={Copy} label={texts.copyPrinted} onClick={() => void copyText(text)} />
      <pre className={styles.printed}>{text}</pre>
    </>
  )
}
