// The SHA-256 of the file as it was opened, and on demand whether the file on the disk still has it.
import { useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { operate } from '../../state/operations'
import { Button } from '../../ui/button'
import { report } from '../../ui/toast'
import styles from './observations-view.module.css'
import { observationsText } from './text'

const texts = observationsText.source

export function SourceDigest({ document, sha256 }: { readonly document: DocumentId; readonly sha256: string }) {
  const [told, setTold] = useState('')
  const [busy, setBusy] = useState(false)
  const readAgain = async () => {
    setBusy(true)
    setTold('')
    try {
      await operate(texts.busy, async operation => {
        const { sha256: now } = await call('source.digest', { document, operation })
        setTold(now === null ? texts.gone : now === sha256 ? texts.same : texts.changed(now))
      })
    } catch (thrown) {
      report(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={styles.source}>
      <p className={styles.label}>{texts.label}</p>
      <code className={styles.digest}>{sha256}</code>
      <Button label={texts.again} disabled={busy} onClick={() => void readAgain()} />
      <p className={styles.told} role="status">
        {told}
      </p>
    </div>
  )
}
