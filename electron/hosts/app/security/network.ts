// Nothing is loaded but what is in the package: every request for anything else is cancelled, and no name is ever looked up.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#1-only-load-secure-content
import { app, type Session } from 'electron'
import { isOurPage } from '../page-origin'

/**
 * Patterns of Chromium's URLPattern: a scheme, a host and a path, all of them required. Electron throws for one that it cannot parse, and
 * the program would not start. Every scheme is allowed there; `ftp` has a host as `http` has, and of `file` the host is not looked at.
 * Source: https://www.electronjs.org/docs/latest/api/web-request, extensions/common/url_pattern.cc of Chromium
 */
const network = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*']

/**
 * No host name, and no address either, leads anywhere. The `^` makes the replacement a host that cannot be, so that the resolver is not
 * asked at all; the `~NOTFOUND` of older versions is an ordinary name today, which the resolver refuses only because of its tilde. Our own
 * scheme has no resolver, so the rule does not touch it. Source: net/dns/mapped_host_resolver.cc of Chromium; network.test.ts shows it.
 */
const nowhere = 'MAP * ^NOTFOUND'

/** Switches off what Chromium fetches by itself; runs before the app is ready. */
export function silenceChromium(): void {
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('no-pings')
  // The development server is at localhost; a packaged program knows no host at all.
  app.commandLine.appendSwitch('host-resolver-rules', app.isPackaged ? nowhere : `${nowhere}, EXCLUDE localhost`)
}

/** Cancels requests of every page in the session. */
export function denyNetwork(session: Session): void {
  session.setSpellCheckerEnabled(false)
  // The development server is the only exception, and speaks WebSocket as well.
  session.webRequest.onBeforeRequest({ urls: network }, ({ url }, decide) =>
    decide({ cancel: !isOurPage(url.replace(/^ws:/, 'http:')) }),
  )
}
