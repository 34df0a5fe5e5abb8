// Asks before a window with unsaved changes closes, in a native dialog. Traps: `close` must be prevented before the question is asked,
// because the event does not wait; and a quit that another window held up tries every window again, even one that is already asking.
import { app, type BrowserWindow, dialog } from 'electron'
import type { Services } from '../../services/services'

/** Keeps a window open until the question is answered. A quit that the question held up continues afterwards. `onKept` is called when
 * the window stays open. */
export function guardClosing(window: BrowserWindow, services: Pick<Services, 'unsaved'>, onKept: () => void): void {
  let state: 'open' | 'asking' | 'settled' = 'open'
  let isQuitting = false
  const onQuit = () => {
    isQuitting = true
  }
  app.on('before-quit', onQuit)
  window.on('closed', () => app.off('before-quit', onQuit))
  // The page's own guard is for the browser host; here the native question below has already been answered.
  window.webContents.on('will-prevent-unload', event => event.preventDefault())
  window.on('close', event => {
    const unsaved = services.unsaved()
    if (state === 'settled' || unsaved.length === 0) return
    event.preventDefault()
    if (state === 'asking') return
    state = 'asking'
    window.focus()
    void mayDiscard(window, unsaved).then(discard => {
      state = discard ? 'settled' : 'open'
      if (discard && isQuitting) app.quit()
      else if (discard) window.close()
      else {
        isQuitting = false
        onKept()
      }
    })
  })
}

async function mayDiscard(window: BrowserWindow, names: readonly string[]): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: `The changes to ${names.join(', ')} were not saved.`,
    detail: 'Build a restore bundle or save the file to keep them. The opened file itself is untouched.',
    buttons: ['Keep editing', 'Discard changes'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}
