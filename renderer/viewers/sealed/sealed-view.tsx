// A layer that is encrypted and cannot be read here: why, what its administrator can do, and how it opens for who has the key.
import { FileKey, KeyRound, Lock } from 'lucide-react'
import { HelpLink } from '../../features/help/help-link'
import { keysText } from '../../features/keys/text'
import { CommandButton } from '../../state/command-button'
import { paneText } from '../../ui/text-panes'
import notice from '../parts/notice.module.css'
import type { ViewerProps } from '../viewer'
import styles from './sealed-view.module.css'

export function SealedView({ data: { error }, frame }: ViewerProps<'sealed'>) {
  const isTpm = error.code === 'SEALED_TPM'
  return frame(
    {},
    <div className={notice.ground}>
      <div className={notice.notice}>
        <Lock className={notice.icon} aria-hidden />
        <h2 className={notice.title}>{isTpm ? paneText.preview.sealedByTpm : paneText.preview.sealed}</h2>
        {isTpm ? <AtTheHost /> : <p>{error.message}</p>}
        <p>{steps.here}</p>
        <div className={notice.actions}>
          <CommandButton id="openWithKey" icon={KeyRound} kind="primary" />
          <CommandButton id="openWithInfo" icon={FileKey} />
          {isTpm && <HelpLink page="sealed-by-tpm" />}
        </div>
        <p className={notice.aside}>{paneText.preview.sealedStill}</p>
        <code className={notice.code}>{error.code}</code>
      </div>
    </div>,
  )
}

const { steps } = keysText

/** What to do where the TPM is, or was. */
function AtTheHost() {
  return (
    <>
      <p>{steps.why}</p>
      <ul className={styles.steps} aria-label={steps.title}>
        <li>{steps.boot}</li>
        <li>
          {steps.read} <code className={styles.command}>{steps.command}</code>
        </li>
        <li>
          {steps.give} <code className={styles.command}>{steps.option}</code>
        </li>
        <li>{steps.unknown}</li>
      </ul>
    </>
  )
}
