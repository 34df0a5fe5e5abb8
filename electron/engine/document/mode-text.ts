// Header facts as text: modes in both notations, times in ISO 8601.
import type { EntryKind } from '../../../shared/model/node'

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

/** Octal with a leading zero, such as `01600` or `0644`. */
export function modeOctal(mode: number): string {
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

/** Octal text as a number; null for what is no octal number. */
export function parseMode(text: string): number | null {
  return /^[0-7]{1,8}$/.test(text) ? Number.parseInt(text, 8) : null
}

/** Seconds since 1970 as ISO 8601 in UTC; null beyond the years a date can hold. */
export function isoTime(seconds: number): string | null {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
