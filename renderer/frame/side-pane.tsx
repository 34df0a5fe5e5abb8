// The left pane: explorer and changes as two tabs.
import type { KeyboardEvent } from 'react'
import { ChangesPane } from '../features/changes/changes-pane'
import { TreePane } from '../features/tree/tree-pane'
import { text } from '../ui/text'
import { commandOf, shortcutOf } from '../state/commands'
import { type SideTab, showTab, useLayout } from '../state/layout'
import { useSession } from '../state/session'
import styles from './side-pane.module.css'
import { tabFor } from '../ui/tab-keys'

const sideTabs = ['explorer', 'changes'] as const satisfies readonly SideTab[]

/** The pane. */
export function SidePane() {
  const shown = useLayout(layout => layout.tab)
  const changes = useSession(state => state.status?.changes ?? 0)
  const keyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = tabFor(event.key, sideTabs, shown)
    if (next === null) return
    showTab(next)
    document.getElementById(`tab-${next}`)?.focus()
    event.preventDefault()
  }
  return (
    <section className={styles.pane} data-pane="side" aria-label={text.app.side}>
      <div className={styles.tabs} role="tablist" aria-label={text.app.side} onKeyDown={keyDown}>
        {sideTabs.map(tab => (
          <button
            key={tab}
            type="button"
            id={`tab-${tab}`}
            role="tab"
            className={styles.tab}
            aria-selected={shown === tab}
            aria-controls="side-panel"
            tabIndex={shown === tab ? 0 : -1}
            data-tip={tipOf(tab)}
            onClick={() => showTab(tab)}
          >
            {text.app.tabs[tab]}
            {tab === 'changes' && changes > 0 && <span className={styles.count}>{text.app.tabCount(changes)}</span>}
          </button>
        ))}
      </div>
      <div id="side-panel" className={styles.panel} role="tabpanel" aria-labelledby={`tab-${shown}`}>
        {shown === 'explorer' ? <TreePane /> : <ChangesPane />}
      </div>
    </section>
  )
}

function tipOf(tab: SideTab): string {
  return `${commandOf(tab).title} (${shortcutOf(tab)})`
}
