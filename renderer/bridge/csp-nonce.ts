// The nonce of this page's content security policy. The host puts a fresh one into index.html with each response; what
// makes style elements at run time (CodeMirror) must carry it, or the browser drops the styles.

/** The nonce, or an empty string where the page carries none. */
export function cspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
}
