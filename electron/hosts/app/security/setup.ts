// What pages may not do, put in place before the first of them is made. Each rule is a file of its own beside this one; the table
// in docs/security.md leads from Electron's checklist to rule and test.
import { app, session } from 'electron'
import { denyNavigation } from './navigation'
import { denyNetwork, silenceChromium } from './network'
import { denyNewWindows } from './new-windows'
import { denyPermissions } from './permissions'
import { denyWebViews } from './web-views'

/** Runs before the app is ready: what holds for every page that will ever be made. */
export function setupPageLimits(): void {
  app.enableSandbox()
  silenceChromium()
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents)
    denyNewWindows(contents)
    denyWebViews(contents)
  })
}

/** Runs once the app is ready: what holds for the session. */
export function setupSessionLimits(): void {
  denyPermissions(session.defaultSession)
  denyNetwork(session.defaultSession)
}
