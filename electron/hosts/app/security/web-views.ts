// No page embeds another one. The tag is off in the preferences; this holds even if it came back.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#11-do-not-use-allowpopups-for-webviews
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#12-verify-webview-options-before-creation
import type { WebContents } from 'electron'

/** Denies every webview, whatever its options. */
export function denyWebViews(contents: WebContents): void {
  contents.on('will-attach-webview', event => event.preventDefault())
}
