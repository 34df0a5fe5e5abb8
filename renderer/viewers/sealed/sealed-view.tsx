// A layer that is encrypted and cannot be read here: why, and what can be done.
import { Lock } from 'lucide-react'
import { paneText } from '../../ui/text-panes'
import styles from '../parts/notice.module.css'
import type { ViewerProps } from '../viewer'

export function SealedView({ data: { error }, frame }: ViewerProps<'sealed'>) {
  return frame(
    {},
    <div className={styles.ground}>
      <div className={styles.notice}>
        <Lock className={styles.icon} aria-hidden />
        <h2 className={styles.title}>
          {error.code === 'SEALED_TPM' ? paneText.preview.sealedByTpm : paneText.preview.sealed}
        </h2>
        <p>{error.message}</p>
        <p className={styles.aside}>{paneText.preview.sealedStill}</p>
        <code className={styles.code}>{error.code}</code>
      </div>
    </div>,
  )
}
