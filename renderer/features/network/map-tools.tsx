// The tools of a map: how large it is drawn, and the picture of it handed out.
import { FileCode, Image, Maximize, Printer, ZoomIn, ZoomOut } from 'lucide-react'
import { type RefObject, useEffect, useState } from 'react'
import { Button } from '../../ui/button'
import { networkText as text } from '../../ui/text-network'
import { notify } from '../../ui/toast'
import { printPicture, savePng, saveSvg } from './export'
import styles from './network-view.module.css'

/** A step of zooming, and how far it goes. */
const zoomStep = 1.25
const zoomRange = { least: 0.25, most: 4 }
/** Smaller than this nobody reads: a larger map is scrolled. */
const leastFit = 0.85

export interface Zoom {
  /** 1 is a CSS pixel a unit. */
  readonly zoom: number
  readonly by: (factor: number) => void
  readonly fit: () => void
}

/** The zoom of a map in its room: as wide as the room until the user chooses another. */
export function useZoom(room: RefObject<HTMLDivElement | null>, width: number): Zoom {
  const [chosen, setChosen] = useState<number | null>(null)
  const [fit, setFit] = useState(1)
  useEffect(() => {
    const element = room.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      setFit(Math.min(Math.max(element.clientWidth / width, leastFit), 1))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [room, width])
  const zoom = chosen ?? fit
  return {
    zoom,
    by: factor => setChosen(Math.min(Math.max(zoom * factor, zoomRange.least), zoomRange.most)),
    fit: () => setChosen(null),
  }
}

interface MapToolsProps {
  readonly zoom: Zoom
  readonly picture: RefObject<SVGSVGElement | null>
  /** Signs alone, where there is little room. */
  readonly isCompact?: boolean
}

export function MapTools({ zoom, picture, isCompact = false }: MapToolsProps) {
  const withPicture = (work: (svg: SVGSVGElement) => Promise<void> | void) => async () => {
    try {
      if (picture.current) await work(picture.current)
    } catch {
      notify({ tone: 'failed', message: text.notDrawn })
    }
  }
  return (
    <div className={styles.tools}>
      <Button label={text.zoomOut} icon={ZoomOut} kind="quiet" iconOnly onClick={() => zoom.by(1 / zoomStep)} />
      <span className={styles.zoom}>{text.zoom(Math.round(zoom.zoom * 100))}</span>
      <Button label={text.zoomIn} icon={ZoomIn} kind="quiet" iconOnly onClick={() => zoom.by(zoomStep)} />
      <Button label={text.fit} icon={Maximize} kind="quiet" iconOnly onClick={zoom.fit} />
      <Button
        label={text.saveSvg}
        icon={isCompact ? FileCode : Image}
        kind="quiet"
        iconOnly={isCompact}
        onClick={withPicture(saveSvg)}
      />
      <Button label={text.savePng} icon={Image} kind="quiet" iconOnly={isCompact} onClick={withPicture(savePng)} />
      <Button label={text.print} icon={Printer} kind="quiet" iconOnly={isCompact} onClick={withPicture(printPicture)} />
    </div>
  )
}
