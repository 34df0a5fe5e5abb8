// Text on its way to a terminal. Names from an archive are escaped by the engine already; facts out of files (a host name, an
// account) and what a message quotes are not, and must not be able to control the terminal.

const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** The text on one line, with control and direction characters as \xHH. */
export function terminalText(text: string): string {
  return text.replace(controls, character =>
    [...new TextEncoder().encode(character)].map(byte => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  )
}
