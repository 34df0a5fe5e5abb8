// The pages of the web that Bootbank may show in the user's browser. The whole address is compared: no pattern, no host, nothing
// that an archive could influence.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#15-do-not-use-shellopenexternal-with-untrusted-content
import { shell } from 'electron'

/** A page, as the Help menu names it. */
export interface ExternalLink {
  readonly label: string
  readonly url: string
}

export const externalLinks: readonly ExternalLink[] = [
  {
    label: 'Broadcom: Back Up and Restore the ESXi Host Configuration',
    url: 'https://knowledge.broadcom.com/external/article/313510/how-to-back-up-and-restore-the-esxi-host.html',
  },
]

/** Opens a listed page in the browser and does nothing for any other. */
export function openExternalLink(url: string): void {
  if (externalLinks.some(link => link.url === url)) void shell.openExternal(url).catch(() => undefined)
}
