// The viewers of a file as tabs: a click or the arrow keys choose. Each viewer draws its own, so the chosen one takes the focus that
// its predecessor had.
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import type { ViewerId } from '../../../shared/viewers/viewers'
import { tabFor } from '../../ui/tab-keys'
import { paneText } from '../../ui/text-panes'
import { viewers } from '../../viewers/registry'
import styles from './viewer-tabs.module.css'

/** The panel of the chosen tab. */
export const panelId = 'viewer-panel'

export function viewerTabId(viewer: ViewerId): string {
  return `viewer-tab-${viewer}`
}

export interface ViewerTabsProps {
  readonly ids: readonly ViewerId[]
  readonly shown: ViewerId
  readonly onShow: (viewer: ViewerId) => void
  /** Whether these tabs come in the place of some that had the focus. */
  readonly takesFocus: { current: boolean }
}

export function ViewerTabs({ ids, shown, onShow, takesFocus }: ViewerTabsProps) {
  const chosen = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (takesFocus.current && document.activeElement === document.body) chosen.current?.focus()
    takesFocus.current = false
  }, [takesFocus])
  const keyDown = (event: KeyboardEvent) => {
    const next = tabFor(event.key, ids, shown)
    if (next === null) return
    event.preventDefault()
    onShow(next)
  }
  return (
    <div className={styles.tabs} role="tablist" aria-label={paneText.preview.viewers} onKeyDown={keyDown}>
      {ids.map(id => {
        const { title, icon: Icon } = viewers[id]
        return (
          <button
            key={id}
            ref={id === shown ? chosen : undefined}
            id={viewerTabId(id)}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={id === shown}
            aria-controls={panelId}
            tabIndex={id === shown ? 0 : -1}
            onClick={() => id !== shown && onShow(id)}
          >
            <Icon className={styles.icon} aria-hidden />
            {title}
          </button>
        )
      })}
    </div>
  )
}
