// A file beyond the size up to which text is shown: why, its bytes, and a way to save it for another program.
import { Binary, Download, FileText } from 'lucide-react'
import { useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import { Button } from '../../ui/button'
import { paneText } from '../../ui/text-panes'
import { report } from '../../ui/toast'
import { Strip } from '../editor/strip'
import { HexView } from '../hex/hex-view'
import { saveContent } from '../tree/node-actions'
import { addressParts } from './address-parts'
import styles from './notice.module.css'

export interface TooLargeViewProps {
  readonly document: DocumentId
  readonly node: NodeId
  /** Address of the file. */
  readonly name: string
  readonly revision: number
  /** Bytes of the file, and bytes up to which text is shown. */
  readonly size: number
  readonly limit: number
}

export function TooLargeView({ document, node, name, revision, size, limit }: TooLargeViewProps) {
  const [asBytes, setAsBytes] = useState(false)
  const suggestedName = addressParts(name).at(-1)?.text ?? paneText.preview.unnamed
  const save = (
    <Button
      icon={Download}
      label={paneText.preview.save}
      onClick={() => void saveContent(document, node, suggestedName).catch(report)}
    />
  )
  if (asBytes) {
    return (
      <>
        <Strip tone="plain" title={paneText.preview.tooLarge}>
          {save}
        </Strip>
        <HexView document={document} node={node} name={name} size={size} revision={revision} />
      </>
    )
  }
  return (
    <div className={styles.ground}>
      <div className={styles.notice}>
        <FileText className={styles.icon} aria-hidden />
        <h2 className={styles.title}>{paneText.preview.tooLarge}</h2>
        <p>{paneText.preview.tooLargeWhy(size, limit)}</p>
        <div className={styles.actions}>
          <Button kind="primary" icon={Binary} label={paneText.preview.showHex} onClick={() => setAsBytes(true)} />
          {save}
        </div>
      </div>
    </div>
  )
}
