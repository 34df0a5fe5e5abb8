// No page embeds another one. The tag is switched off in the preferences; this holds even if it were switched on.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#11-do-not-use-allowpopups-for-webviews
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#12-verify-webview-options-before-creation
import type { WebContents } from 'electron'

/** Denies every webview, with any options. */
export function denyWebViews(contents: WebContents): void {
  contents.on('will-attach-webview', event => event.preventDefault())
}
