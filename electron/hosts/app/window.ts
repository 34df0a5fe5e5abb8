// One window: sandboxed, with the preload as its only access to the host.
import { BrowserWindow, nativeTheme } from 'electron'
import { pageUrl } from './page-origin'
import { pagePreferences } from './security/web-preferences'
import type { WindowBounds } from './window-bounds'

export interface WindowOptions {
  /** Absolute path of the built preload. */
  readonly preload: string
  /** Absolute path of the program's icon: for the window on Linux (elsewhere it is part of the program), and for a file that is dragged out. */
  readonly icon: string
  readonly bounds: WindowBounds
}

/** Makes the window; the page is not loaded yet. */
export function createWindow({ preload, icon, bounds }: WindowOptions): BrowserWindow {
  const place = bounds.next(BrowserWindow.getAllWindows().length)
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Bootbank',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    ...(process.platform === 'linux' ? { icon } : {}),
    webPreferences: pagePreferences(preload),
  })
  window.once('ready-to-show', () => {
    if (place.maximized) window.maximize()
    window.show()
  })
  window.on('close', () => bounds.remember(window.getNormalBounds(), window.isMaximized()))
  return window
}

/** Loads the page. */
export function loadPage(window: BrowserWindow): void {
  void window.loadURL(pageUrl())
}
