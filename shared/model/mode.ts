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

/** MODE_INVALID for something given as a mode that is not one. */
export function invalidMode(given: string | number, where: Where): BootbankError {
  const message = `"${given}" is not a mode; give an octal number from 0 to 07777, such as 01644.`
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
