// How the page of every window runs. Most of it is Electron's default; it is written down so that a changed default, or a careless
// edit, is found by the boot test, which compares the whole list.
import { app, type WebPreferences } from 'electron'

/** Preferences of a page whose only door is the preload at this absolute path. */
export function pagePreferences(preload: string): WebPreferences {
  return {
    preload,
    // SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#2-do-not-enable-nodejs-integration-for-remote-content
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    // SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#3-enable-context-isolation
    contextIsolation: true,
    // SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#4-enable-process-sandboxing
    sandbox: true,
    // SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#6-do-not-disable-websecurity
    webSecurity: true,
    // SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#8-do-not-enable-allowrunninginsecurecontent
    allowRunningInsecureContent: false,
    // SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#9-do-not-enable-experimental-features
    // SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#10-do-not-use-enableblinkfeatures (there is no such key here)
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // Its dictionaries would come from the network.
    spellcheck: false,
    devTools: !app.isPackaged,
  }
}
