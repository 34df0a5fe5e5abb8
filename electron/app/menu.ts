// The native menu, with each platform's own accelerators: roles bring theirs along.
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { HostDialogs } from '../services/dialogs'
import type { Services } from '../services/services'

/** Sets the menu of the application. */
export function setupMenu(services: Services, dialogs: HostDialogs): void {
  const isMac = process.platform === 'darwin'
  const open = async () => {
    const path = await dialogs.chooseFile()
    if (path !== null) await services.handOver(path)
  }
  const file: MenuItemConstructorOptions[] = [
    { label: 'Open…', accelerator: 'CmdOrCtrl+O', click: () => void open() },
    { type: 'separator' },
    isMac ? { role: 'close' } : { role: 'quit' },
  ]
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
  ]
  const menu: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { label: 'File', submenu: file },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
    { role: 'help', submenu: isMac ? [] : [{ role: 'about' }] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
}
