// A window shows one page as long as it is open.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#13-disable-or-limit-navigation
import type { WebContents } from 'electron'

/** Denies every navigation that a page, a frame or a server begins. */
export function denyNavigation(contents: WebContents): void {
  contents.on('will-navigate', event => event.preventDefault())
  contents.on('will-frame-navigate', event => event.preventDefault())
  contents.on('will-redirect', event => event.preventDefault())
}
