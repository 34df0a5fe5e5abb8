// Bootbank in its window: the order in which things are set up. Trap: no top-level await on readiness, because `ready` fires
// only after this file has been evaluated.
import { app, BrowserWindow } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createServices } from '../services/services'
import { nativeDialogs } from './dialogs'
import { emitToWindows, setupIpc } from './ipc'
import { setupMenu } from './menu'
import { registerScheme, setupProtocol } from './protocol'
import { setupPageLimits, setupSessionLimits } from './security'
import { claimInstance, setupHandOver } from './single-instance'
import { openWindow } from './window'

/** The folder of this bundle; what else was built lies beside it. */
const built = import.meta.dirname

if (claimInstance()) start()
else app.quit()

function start(): void {
  const dataDir = app.getPath('userData')
  const sample = join(built, '../sample/state.tgz')
  const services = createServices({
    host: 'electron',
    version: app.getVersion(),
    dataDir,
    workerUrl: pathToFileURL(join(built, 'worker.js')),
    samplePath: existsSync(sample) ? sample : null,
    dialogs: nativeDialogs,
    emit: emitToWindows,
  })
  const open = () => openWindow({ services, preload: join(built, '../preload/preload.cjs'), dataDir })

  app.enableSandbox()
  registerScheme()
  setupPageLimits()
  setupIpc(services)
  setupHandOver(services, () => focusWindow(open))
  app.on('activate', () => focusWindow(open))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  void app.whenReady().then(() => {
    setupSessionLimits()
    setupProtocol(join(built, '../renderer'))
    setupMenu(services, nativeDialogs)
    open()
  })
}

function focusWindow(open: () => BrowserWindow): void {
  const window = BrowserWindow.getAllWindows()[0] ?? open()
  if (window.isMinimized()) window.restore()
  window.focus()
}
