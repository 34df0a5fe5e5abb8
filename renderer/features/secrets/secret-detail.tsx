// Under the list: the secret that the keys are at, hidden until it is asked for, and the ways to where it stands.
import { Copy, Eye, EyeOff, FileSearch, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { SecretPlace } from '../../../shared/model/secret-place'
import { call } from '../../bridge/call'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy-text'
import { report } from '../../ui/toast'
import { showSettingOf } from '../settings/show-setting'
import { showPlace } from '../tree/show-place'
import styles from './secrets-view.module.css'
import { secretsText as texts } from './text'

export interface SecretDetailProps {
  readonly document: DocumentId
  /** Place in the list of all secrets. */
  readonly index: number
  /** Of the document when the list was made. */
  readonly revision: number
  readonly secret: SecretPlace
}

/** Its value goes with the component. */
export function SecretDetail({ document, index, revision, secret }: SecretDetailProps) {
  const [value, setValue] = useState<string | null>(null)
  const { title, place } = secret
  const reveal = async () => {
    try {
      setValue((await call('secrets.reveal', { document, index, revision, title, line: place.line ?? 0 })).value)
    } catch (thrown) {
      report(thrown)
    }
  }
  const { setting } = place
  return (
    <section className={styles.detail} aria-label={texts.detail}>
      <p className={styles.path} title={title}>
        {title}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it. */}
      <section className={styles.value} tabIndex={0} aria-label={texts.value}>
        {value ?? texts.mask}
      </section>
      <div className={styles.tools}>
        <Button
          label={value === null ? texts.reveal : texts.conceal}
          icon={value === null ? Eye : EyeOff}
          onClick={() => (value === null ? void reveal() : setValue(null))}
        />
        <Button
          label={texts.copy}
          icon={Copy}
          disabled={value === null}
          {...(value === null && { tip: texts.showFirst })}
          onClick={() => value !== null && void copyText(value)}
        />
        <Button label={texts.goTo} icon={FileSearch} onClick={() => void showPlace(place)} />
        {setting !== undefined && (
          <Button
            label={texts.asSetting}
            icon={SlidersHorizontal}
            onClick={() => showSettingOf(setting.slice(0, setting.includes('#') ? setting.indexOf('#') : undefined))}
          />
        )}
      </div>
    </section>
  )
}
