// A page opens no window. A link on our list opens in the browser; everything else is ignored.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#14-disable-or-limit-creation-of-new-windows
import type { WebContents } from 'electron'
import { openExternalLink } from './external-links'

/** Denies every new window. */
export function denyNewWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    openExternalLink(url)
    return { action: 'deny' }
  })
}
