// The one window: sandboxed, with the preload as its only door. It does not close while changes are unsaved without asking.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#2-do-not-enable-nodejs-integration-for-remote-content
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#3-enable-context-isolation
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#4-enable-process-sandboxing
import { BrowserWindow, nativeTheme } from 'electron'
import type { Services } from '../services/services'
import { guardClosing } from './close-guard'
import { pageUrl } from './page-origin'
import { rememberBounds, rememberedBounds } from './window-bounds'

export interface WindowOptions {
  readonly services: Services
  /** Absolute path of the built preload. */
  readonly preload: string
  /** Folder for the remembered bounds. */
  readonly dataDir: string
}

/** Opens the window and loads the page. */
export function openWindow({ services, preload, dataDir }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...rememberedBounds(dataDir),
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Bootbank',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.on('closed', () => void services.close())
  window.on('close', () => rememberBounds(dataDir, window.getNormalBounds()))
  guardClosing(window, services)
  void window.loadURL(pageUrl())
  return window
}
