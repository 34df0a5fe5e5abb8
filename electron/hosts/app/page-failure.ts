// When the page of a window crashes or hangs, its document is not lost: it is in a thread of this process, with its edits. So the page is
// loaded again and finds its document, or the window closes, which still asks about unsaved changes. Only what was typed in the last
// moment, and had not left the page, is lost.
import { type BrowserWindow, dialog } from 'electron'
import type { Services } from '../../services/services'

/** Reasons that need no question. Source: RenderProcessGoneDetails in electron.d.ts. */
const harmless: ReadonlySet<string> = new Set(['clean-exit'])

const buttons = { crashed: ['Reload', 'Close window'], hangs: ['Wait', 'Reload', 'Close window'] }
const kept = 'The document is still open, with its changes. Only what was typed in the last moment may be missing.'

export interface PageGuard {
  /** Loads the page if it is gone: for a window that stays open after all. */
  revive(): void
}

/** Asks what to do with a page that is gone or does not answer. `load` loads the page. */
export function guardPage(window: BrowserWindow, services: Pick<Services, 'pageGone'>, load: () => void): PageGuard {
  let isGone = false
  let question: AbortController | null = null
  /** What follows once the page that was ended by us is gone. */
  let afterEnd: (() => void) | null = null
  const close = () => window.close()
  const reload = () => {
    isGone = false
    load()
  }

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    services.pageGone()
    isGone = true
    question?.abort()
    const next = afterEnd
    afterEnd = null
    if (next) next()
    else if (!harmless.has(reason)) void askAboutCrash()
  })
  window.on('unresponsive', () => void askAboutHang())
  window.on('responsive', () => question?.abort())
  return {
    revive() {
      if (isGone) reload()
    },
  }

  async function askAboutCrash(): Promise<void> {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: 'This window stopped working.',
      detail: `${kept} Reload the window to go on.`,
      buttons: buttons.crashed,
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    if (window.isDestroyed()) return
    if (response === 0) reload()
    else close()
  }

  async function askAboutHang(): Promise<void> {
    if (question !== null) return
    const asking = new AbortController()
    question = asking
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: 'This window does not respond.',
      detail: `Wait for it, or reload the window. ${kept}`,
      buttons: buttons.hangs,
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal: asking.signal,
    })
    question = null
    if (response === 0 || asking.signal.aborted || window.isDestroyed()) return
    afterEnd = response === 1 ? reload : close
    window.webContents.forcefullyCrashRenderer()
  }
}
