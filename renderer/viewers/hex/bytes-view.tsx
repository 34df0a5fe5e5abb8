// The bytes of a file; those that hold a secret are shown when asked for, as in the text editor.
import { Eye, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Strip } from '../../features/editor/strip'
import { Button } from '../../ui/button'
import { paneText } from '../../ui/text-panes'
import notice from '../parts/notice.module.css'
import type { ViewerProps } from '../viewer'
import { HexView } from './hex-view'

export function BytesView({ document, node, address, revision, data, frame }: ViewerProps<'hex'>) {
  const [shown, setShown] = useState(!data.secret)
  const chips = data.binary ? [data.format ?? paneText.hex.unknownFormat] : []
  if (!shown) {
    return frame(
      { chips },
      <div className={notice.ground}>
        <div className={notice.notice}>
          <KeyRound className={notice.icon} aria-hidden />
          <h2 className={notice.title}>{paneText.hex.secret}</h2>
          <p>{paneText.hex.secretWhy}</p>
          <Button icon={Eye} label={paneText.hex.showSecret} onClick={() => setShown(true)} />
        </div>
      </div>,
    )
  }
  return frame(
    { chips },
    <>
      {data.notText !== null && <Strip tone="warning" title={paneText.hex.notText} message={data.notText} />}
      <HexView document={document} node={node} name={address} size={data.size} revision={revision} />
    </>,
  )
}
