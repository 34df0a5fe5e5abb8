// Bootbank in its windows: the order in which things are set up. Trap: `ready` waits until this file and what it imports statically have
// been evaluated. So a top-level await on `ready` would wait for ever, and what must come before `ready` may not stand after any await.
// Source: https://www.electronjs.org/docs/latest/tutorial/esm#you-must-use-await-generously-before-the-apps-ready-event
import { app, BrowserWindow } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Journals } from '../../services/journal/journals'
import { OpenSources } from '../../services/open-sources'
import { createServices } from '../../services/services'
import { createSpool } from '../../services/spool'
import { nativeDialogs } from './dialogs'
import { setupIpc } from './ipc'
import { setMenu } from './menu'
import { registerScheme, setupProtocol } from './protocol'
import { recentDocuments } from './recent-documents'
import { setupPageLimits, setupSessionLimits } from './security/setup'
import { systemKeyStore } from './system-key-store'
import { claimInstance, setupHandOver } from './single-instance'
import { TourOffer } from '../../services/tour-offer'
import { WindowBounds } from './window-bounds'
import { Windows } from './windows'

/** The folder of this bundle; what else was built lies beside it. */
const built = import.meta.dirname

if (claimInstance()) start()
else app.quit()

function start(): void {
  const dataDir = app.getPath('userData')
  const spool = createSpool()
  // Synchronous: the process ends when the listeners have returned. A Windows that shuts down does not even ask; then, as after a crash,
  // the next start removes what is left. Source: https://www.electronjs.org/docs/latest/api/app#event-will-quit
  app.on('will-quit', () => spool.remove())
  const sample = join(built, '../sample/state.tgz')
  const dialogs = nativeDialogs()
  const recent = recentDocuments(dataDir, () => refreshMenu())
  const tour = new TourOffer(dataDir)
  const journals = new Journals(dataDir, systemKeyStore)
  const openSources = new OpenSources()
  const windows = new Windows({
    preload: join(built, '../preload/preload.cjs'),
    icon: join(built, '../../build/icons/256x256.png'),
    bounds: new WindowBounds(dataDir),
    servicesFor: window =>
      createServices({
        host: 'electron',
        version: app.getVersion(),
        recent,
        tour,
        journals,
        openSources,
        workerUrl: pathToFileURL(join(built, 'worker.js')),
        samplePath: existsSync(sample) ? sample : null,
        dialogs,
        spool,
        ...window,
      }),
  })
  const refreshMenu = () => setMenu({ windows, dialogs, recent })

  registerScheme()
  setupPageLimits()
  setupIpc(windows)
  const openFirst = setupHandOver(windows)
  app.on('activate', () => {
    if (app.isReady() && BrowserWindow.getAllWindows().length === 0) windows.create()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  void app.whenReady().then(() => {
    setupSessionLimits()
    setupProtocol(join(built, '../renderer'))
    refreshMenu()
    openFirst()
  })
}
