// What each step of the tour speaks of: when the user has done it, and how to lead there. The places that it speaks of carry
// `data-tour-place`, or are tabs; tour.module.css marks them.
import { showView } from '../../state/layout'
import { focusPane } from '../../state/panes'
import { runCommand } from '../../state/run-command'
import type { Moment } from './moments'
import type { TourStepId } from './tour'

export interface TourStep {
  /** Whether the step was done between two moments that follow on each other. */
  readonly isDone: (last: Moment, now: Moment) => boolean
  /** Brings the place to the front, with the focus in it. */
  readonly go: () => void
}

export const steps: Readonly<Record<TourStepId, TourStep>> = {
  card: {
    isDone: (last, now) => last.main === 'host' && now.main === 'content',
    go: () => {
      showView('host')
      focusPane('main')
    },
  },
  setting: {
    isDone: (last, now) => now.filter !== '' && now.setting !== null && now.setting !== last.setting,
    go: () => {
      showView('settings')
      focusWhenThere('[data-tour-place="settings"] input')
    },
  },
  change: {
    isDone: (last, now) => now.changes > last.changes,
    go: () => void runCommand('palette'),
  },
  undo: {
    isDone: (last, now) => now.revision !== last.revision && now.redo !== null,
    go: () => {
      showView('changes')
      showView('content')
      focusPane('side')
    },
  },
  bundle: {
    isDone: (last, now) => !last.proof && now.proof,
    go: () => focusWhenThere('[data-tour-place="redo"]:not(:disabled), [data-tour-place="bundle"]'),
  },
}

/** What a view shows may still be loading: the focus moves when it is there, unless it has moved elsewhere by then. */
function focusWhenThere(selector: string): void {
  const before = document.activeElement
  const focus = () => {
    const found = document.querySelector<HTMLElement>(selector)
    found?.focus()
    return found !== null
  }
  if (focus()) return
  const observer = new MutationObserver(() => {
    if (document.activeElement !== before || focus()) observer.disconnect()
  })
  observer.observe(document.body, { childList: true, subtree: true })
}
