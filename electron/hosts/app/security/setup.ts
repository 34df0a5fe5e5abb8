// What pages may not do, set up before the first page is made. Each rule is a file beside this one; the table in docs/security.md
// leads from Electron's checklist to the rule and its test.
import { app, session } from 'electron'
import { denyNavigation } from './navigation'
import { denyNetwork, silenceChromium } from './network'
import { denyNewWindows } from './new-windows'
import { denyPermissions } from './permissions'
import { denyWebViews } from './web-views'

/** Runs before the app is ready: what applies to every page. */
export function setupPageLimits(): void {
  app.enableSandbox()
  silenceChromium()
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents)
    denyNewWindows(contents)
    denyWebViews(contents)
  })
}

/** Runs once the app is ready: what applies to the session. */
export function setupSessionLimits(): void {
  denyPermissions(session.defaultSession)
  denyNetwork(session.defaultSession)
}
