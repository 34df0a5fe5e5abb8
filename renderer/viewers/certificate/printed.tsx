// The text of a certificate, a request or a revocation list as OpenSSL prints it, folded.
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy-text'
import styles from './certificate-view.module.css'
import { certificateText as texts } from './text'

/** Its text is drawn when it is unfolded. */
export function Printed({ text }: { readonly text: string }) {
  const [expanded, setExpanded] = useState(false)
  return (
    <details className={styles.extensions} open={expanded} onToggle={event => setExpanded(event.currentTarget.open)}>
      <summary>{texts.printed}</summary>
      {expanded && (
        <>
          <Button kind="quiet" icon={Copy} label={texts.copyPrinted} onClick={() => void copyText(text)} />
          <pre className={styles.printed}>{text}</pre>
        </>
      )}
    </details>
  )
}
