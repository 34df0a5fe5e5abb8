// A file beyond the size up to which text is shown: why, and the ways to its content.
import { Binary, Download, FileText } from 'lucide-react'
import { addressParts } from '../../features/preview/address-parts'
import { saveContent } from '../../features/tree/node-actions'
import { Button } from '../../ui/button'
import { paneText } from '../../ui/text-panes'
import { report } from '../../ui/toast'
import styles from '../parts/notice.module.css'
import type { ViewerProps } from '../viewer'

export function LongTextView({ document, node, address, data, frame, onShow }: ViewerProps<'long-text'>) {
  const suggestedName = addressParts(address).at(-1)?.text ?? paneText.preview.unnamed
  return frame(
    {},
    <div className={styles.ground}>
      <div className={styles.notice}>
        <FileText className={styles.icon} aria-hidden />
        <h2 className={styles.title}>{paneText.preview.tooLarge}</h2>
        <p>{paneText.preview.tooLargeWhy(data.size, data.limit)}</p>
        <div className={styles.actions}>
          <Button kind="primary" icon={Binary} label={paneText.preview.showHex} onClick={() => onShow('hex')} />
          <Button
            icon={Download}
            label={paneText.preview.save}
            onClick={() => void saveContent(document, node, suggestedName).catch(report)}
          />
        </div>
      </div>
    </div>,
  )
}
