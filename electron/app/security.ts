// What the window may not do: go elsewhere, open windows, embed pages, use devices, reach a network.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#5-handle-session-permission-requests-from-remote-content
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#12-verify-webview-options-before-creation
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#13-disable-or-limit-navigation
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#14-disable-or-limit-creation-of-new-windows
import { app, session } from 'electron'
import { isOurPage } from './page-origin'

const network = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*']

/** Denies for every page that will ever be made; runs before the first one. */
export function setupPageLimits(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', event => event.preventDefault())
    contents.on('will-redirect', event => event.preventDefault())
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** Denies permissions and requests; runs once the app is ready. */
export function setupSessionLimits(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  // The development server is the only exception, and speaks WebSocket as well.
  defaultSession.webRequest.onBeforeRequest({ urls: network }, ({ url }, decide) =>
    decide({ cancel: !isOurPage(url.replace(/^ws:/, 'http:')) }),
  )
}
