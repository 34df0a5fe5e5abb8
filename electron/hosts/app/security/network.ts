// Nothing is loaded but what is in the package: every request for anything else is cancelled, and no name is ever looked up.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#1-only-load-secure-content
import { app, type Session } from 'electron'
import { isOurPage } from '../page-origin'

const network = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*']

/** Switches off what Chromium fetches by itself; runs before the app is ready. */
export function silenceChromium(): void {
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('no-pings')
  // The development server is at localhost; a packaged program knows no host at all.
  app.commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${app.isPackaged ? '' : ', EXCLUDE localhost'}`)
}

/** Cancels requests of every page in the session. */
export function denyNetwork(session: Session): void {
  session.setSpellCheckerEnabled(false)
  // The development server is the only exception, and speaks WebSocket as well.
  session.webRequest.onBeforeRequest({ urls: network }, ({ url }, decide) =>
    decide({ cancel: !isOurPage(url.replace(/^ws:/, 'http:')) }),
  )
}
