// A secret: masked until someone asks for this one, and asked of the document only then.
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { Button } from '../../ui/button'
import { settingsText as text } from '../../ui/text-settings'
import { report } from '../../ui/toast'
import styles from './entry-detail.module.css'
import { LongText } from './long-text'
import { valueWords } from './words'

export interface SecretValueProps {
  readonly document: DocumentId
  readonly path: string
  readonly label: string
}

/** The value goes with the component. */
export function SecretValue({ document, path, label }: SecretValueProps) {
  const [words, setWords] = useState<string | null>(null)
  const reveal = async () => {
    try {
      setWords(valueWords((await call('settings.reveal', { document, setting: path })).value))
    } catch (thrown) {
      report(thrown)
    }
  }
  return (
    <div className={styles.secret}>
      {words === null ? <p className={styles.mask}>••••••••</p> : <LongText value={words} atMost={10_000} />}
      <Button
        label={words === null ? text.reveal : text.conceal}
        icon={words === null ? Eye : EyeOff}
        tip={words === null ? text.revealOf(label) : text.concealOf(label)}
        onClick={() => (words === null ? void reveal() : setWords(null))}
      />
    </div>
  )
}
