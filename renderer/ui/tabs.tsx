// Tabs over one panel: a click or the arrow keys choose. Where the words have no room only that of the chosen tab is kept.
import type { LucideIcon } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { classes } from './classes'
import { tabFor } from './tab-keys'
import styles from './tabs.module.css'
import { text } from './text'

/** So many tabs need more than the 800 pixels that tabs.module.css speaks of. */
const MANY = 6

export interface Tab<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly icon: LucideIcon
  /** Shown on hover and focus. */
  readonly tip: string
  /** How many there are of what it lists; 0 is not shown. */
  readonly count: number
}

export interface TabsProps<Id extends string> {
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  readonly shown: Id
  readonly onShow: (id: Id) => void
  /** The panel of the chosen tab. */
  readonly children: ReactNode
}

/** The tabs and their panel, as high as there is room. */
export function Tabs<Id extends string>({ label, tabs, shown, onShow, children }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null)
  const keyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = tabFor(
      event.key,
      tabs.map(({ id }) => id),
      shown,
    )
    if (next === null) return
    onShow(next)
    list.current?.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus()
    event.preventDefault()
  }
  const panel = `panel-of-${tabs[0]?.id ?? ''}`
  return (
    <div className={styles.tabs}>
      <div
        ref={list}
        className={classes(styles.list, tabs.length > MANY && styles.many)}
        role="tablist"
        aria-label={label}
        onKeyDown={keyDown}
      >
        {tabs.map(({ id, title, icon: Icon, tip, count }) => (
          <button
            key={id}
            type="button"
            id={tabId(id)}
            role="tab"
            className={styles.tab}
            aria-selected={shown === id}
            aria-controls={panel}
            tabIndex={shown === id ? 0 : -1}
            data-tip={tip}
            onClick={() => onShow(id)}
          >
            <span className={styles.title}>{title}</span>
            <span className={styles.sign}>
              <Icon className={styles.icon} aria-hidden />
              {count > 0 && <span className={styles.count}>{text.app.tabCount(count)}</span>}
            </span>
          </button>
        ))}
      </div>
      <div id={panel} className={styles.panel} role="tabpanel" aria-labelledby={tabId(shown)} tabIndex={-1}>
        {children}
      </div>
    </div>
  )
}

function tabId(id: string): string {
  return `tab-${id}`
}
