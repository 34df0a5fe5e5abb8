// A picture, as large as it is and no wider than the pane.
import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import { addressParts } from '../../features/preview/address-parts'
import { Stated } from '../parts/stated'
import type { ViewerProps } from '../viewer'
import styles from './image-view.module.css'
import { imageText as texts } from './text'

export function ImageView({ address, data, frame }: ViewerProps<'image'>) {
  const { height, kind, source, width } = data
  // The source that could not be drawn: another one is tried.
  const [broken, setBroken] = useState<string | null>(null)
  const name = addressParts(address).at(-1)?.text ?? address
  return frame(
    { chips: [kind, texts.pixels(width, height)] },
    broken === source ? (
      <Stated icon={ImageOff} title={texts.broken} hint={texts.brokenWhy} />
    ) : (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it.
      <div className={styles.ground} tabIndex={0} data-pane-start>
        <img
          className={styles.picture}
          src={source}
          width={width}
          height={height}
          alt={texts.alt(kind, name)}
          onError={() => setBroken(source)}
        />
      </div>
    ),
  )
}
