// The native menu, with each platform's own accelerators: roles bring theirs along. It is made again when the recent files change,
// for a menu of Electron's cannot be edited.
import { app, dialog, Menu, type MenuItemConstructorOptions } from 'electron'
import type { HostDialogs } from '../services/dialogs'
import type { RecentFiles } from '../services/recent-files'
import { externalLinks, openExternalLink } from './security/external-links'
import type { Windows } from './windows'

type Items = MenuItemConstructorOptions[]

export interface MenuOptions {
  readonly windows: Windows
  readonly dialogs: Pick<HostDialogs, 'chooseFile'>
  readonly recent: RecentFiles
}

/** Sets the menu of the application. Only once the app is ready. */
export function setMenu(options: MenuOptions): void {
  const isMac = process.platform === 'darwin'
  const view: Items = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
  ]
  const help: Items = externalLinks.map(({ label, url }) => ({ label, click: () => openExternalLink(url) }))
  const menu: Items = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { label: 'File', submenu: fileItems(options, isMac) },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
    { role: 'help', submenu: isMac ? help : [...help, { type: 'separator' }, { role: 'about' }] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
}

function fileItems({ windows, dialogs, recent }: MenuOptions, isMac: boolean): Items {
  const open = async () => {
    const path = await dialogs.chooseFile()
    if (path !== null) await windows.openFileHere(path)
  }
  const recentItems: Items = isMac
    ? [{ role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] }]
    : [{ label: 'Open Recent', submenu: recentSubmenu(windows, recent) }]
  return [
    { label: 'New Window', accelerator: 'CmdOrCtrl+N', click: () => void windows.create() },
    { label: 'Open…', accelerator: 'CmdOrCtrl+O', click: () => void open() },
    ...recentItems,
    { type: 'separator' },
    // Elsewhere Ctrl+W closes the document and leaves the window, which the page does.
    isMac ? { role: 'close' } : { role: 'close', accelerator: 'Ctrl+Shift+W' },
    ...(isMac ? [] : [{ role: 'quit' as const }]),
  ]
}

function recentSubmenu(windows: Windows, recent: RecentFiles): Items {
  const files = recent.list()
  if (files.length === 0) return [{ label: 'No Recent Files', enabled: false }]
  const open = async (id: string) => windows.openFile(recent.pathOf(id))
  return [
    ...files.map(({ id, name, place }) => ({
      label: `${name.replaceAll('&', '&&')}  (${place.replaceAll('&', '&&')})`,
      click: () => void open(id).catch(showError),
    })),
    { type: 'separator' },
    { label: 'Clear List', click: () => recent.clear() },
  ]
}

function showError(error: unknown): void {
  dialog.showErrorBox('This file cannot be opened', error instanceof Error ? error.message : String(error))
}
