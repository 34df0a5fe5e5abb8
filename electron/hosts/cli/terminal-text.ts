// Text on its way to a terminal. Names from an archive are escaped by the engine already; facts out of files (a host name, an
// account) and what a message quotes are not, and must not be able to control the terminal.

const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** The text on one line, with control and direction characters as \xHH. */
export function terminalText(text: string): string {
  return text.replace(controls, character =>
    [...new TextEncoder().encode(character)].map(byte => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  )
}

/** A whole number with thousands separators, such as 83,968. (Asking Intl costs a short command a tenth of its time.) */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 entry`, `2 entries`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}
