// The content security policy and its companions, for both window hosts. No `unsafe-*`: CodeMirror's own style elements are
// let through by a nonce that is fresh with every response.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#7-define-a-content-security-policy
import { randomBytes } from 'node:crypto'

/** A nonce for one response. */
export function newNonce(): string {
  return randomBytes(16).toString('base64')
}

/** Headers of every answer of the browser host and of the window's own scheme. */
export function securityHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  }
}
