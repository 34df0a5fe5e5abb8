// A mode as octal text and as `ls` writes it. The only place that says what a mode may be.
import { BootbankError, type Where } from './errors'
import type { EntryKind } from './node'

const letters: Readonly<Record<EntryKind, string>> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  hardlink: '-',
  'char-device': 'c',
  'block-device': 'b',
  fifo: 'p',
  other: '?',
}

/** Whether a number is a mode: 0 to 07777. */
export function isMode(mode: number): boolean {
  return Number.isInteger(mode) && mode >= 0 && mode <= 0o7777
}

/** Octal text as a mode; null unless it is an octal number from 0 to 07777. */
export function parseMode(octal: string): number | null {
  const mode = /^[0-7]{1,8}$/.test(octal) ? Number.parseInt(octal, 8) : -1
  return isMode(mode) ? mode : null
}

const classes = { u: 0o700, g: 0o070, o: 0o007 } as const
const bits = { r: 0o444, w: 0o222, x: 0o111 } as const

/**
 * The mode that a text gives to what has `current`: an octal number, or changes as chmod(1) takes them: `u+w`, `go-rwx`, `+t` for the T flag,
 * several with commas. Without u, g or o all three are meant; there is no umask. Null for other text.
 */
export function changedMode(text: string, current: number): number | null {
  const octal = parseMode(text)
  if (octal !== null) return octal
  let mode = current
  for (const clause of text.split(',')) {
    const [, who = '', sign = '', what = ''] = /^([ugoa]*)([+-])([rwxst]+)$/.exec(clause) ?? []
    if (sign === '') return null
    const mask = bitsOf(who === '' || who.includes('a') ? 'ugo' : who, what)
    mode = sign === '+' ? mode | mask : mode & ~mask
  }
  return mode
}

function bitsOf(who: string, what: string): number {
  const wide = (what.includes('r') ? bits.r : 0) | (what.includes('w') ? bits.w : 0) | (what.includes('x') ? bits.x : 0)
  let mask = what.includes('t') ? 0o1000 : 0
  for (const [name, own] of Object.entries(classes)) if (who.includes(name)) mask |= wide & own
  if (what.includes('s')) mask |= (who.includes('u') ? 0o4000 : 0) | (who.includes('g') ? 0o2000 : 0)
  return mask
}

/** MODE_INVALID for something given as a mode that is not one. */
export function invalidMode(given: string | number, where: Where): BootbankError {
  const message = `"${given}" is not a mode; give an octal number from 0 to 07777, such as 01644, or changes such as u+w or -t.`
  return new BootbankError('MODE_INVALID', message, where)
}

/** Octal with a leading zero, such as `01600` or `0644`. */
export function formatMode(mode: number): string {
  return `0${mode.toString(8).padStart(3, '0')}`
}

/** As `ls -l` writes it, such as `-rw------T`. */
export function modeAsLs(kind: EntryKind, mode: number): string {
  const triple = (shift: number, special: boolean, letter: string) => {
    const bits = Math.floor(mode / shift) % 8
    const execute = (bits & 1) !== 0
    const last = special ? (execute ? letter : letter.toUpperCase()) : execute ? 'x' : '-'
    return ((bits & 4) === 0 ? '-' : 'r') + ((bits & 2) === 0 ? '-' : 'w') + last
  }
  return (
    letters[kind] +
    triple(0o100, (mode & 0o4000) !== 0, 's') +
    triple(0o10, (mode & 0o2000) !== 0, 's') +
    triple(1, (mode & 0o1000) !== 0, 't')
  )
}
