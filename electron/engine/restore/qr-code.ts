// A QR code (ISO/IEC 18004) as a drawing in a page: what a camera reads off a screen or off paper, so that nobody types a checksum.
import qrcode from 'qrcode-generator'
import { Html, html } from '../html/html'

/** Modules around the code that stay white, as the standard demands. */
const QUIET = 4

/** The drawing of an ASCII text of at most 2,900 characters; the same text gives the same drawing. Throws Error for a longer one. */
export function qrCode(text: string, title: string): Html {
  const code = qrcode(0, 'L')
  code.addData(text, 'Byte')
  code.make()
  const count = code.getModuleCount()
  const side = count + 2 * QUIET
  let path = ''
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const from = column
      while (column < count && code.isDark(row, column)) column++
      if (column > from) path += `M${from + QUIET} ${row + QUIET}h${column - from}v1h-${column - from}z`
    }
  }
  // Black on white whatever the theme: many readers know no other.
  return html`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${title}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}h-${side}z"/><path fill="#000" d="${new Html(path)}"/></svg>`
}
