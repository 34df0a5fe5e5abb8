// The window's own scheme, bootbank://app/: serves the built page from an allow-list, with a strict policy. A page from file:
// could read the whole disk.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#18-avoid-usage-of-the-file-protocol-and-prefer-usage-of-custom-protocols
import { protocol } from 'electron'
import { pageFiles } from '../../services/page/page-files'
import { newNonce, securityHeaders } from '../../services/page/policy'
import { isOurPage, scheme } from './page-origin'

/** Must run before the app is ready, and only once. Source: https://www.electronjs.org/docs/latest/api/protocol */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built renderer from `folder`; runs once the app is ready. An answer is one file of the page, never one of a backup. */
export function setupProtocol(folder: string): void {
  const page = pageFiles(folder)
  protocol.handle(scheme, async request => {
    const nonce = newNonce()
    const headers = securityHeaders(nonce)
    const file =
      request.method === 'GET' && isOurPage(request.url) ? await page.find(new URL(request.url).pathname, nonce) : null
    if (file === null) return new Response('There is nothing here.\n', { status: 404, headers })
    return new Response(new Uint8Array(file.bytes), { headers: { ...headers, 'content-type': file.type } })
  })
}
