// A tar mode as the bits a person sets: three triples and the three bits above them, T flag (01000) among them.

/** Bits of a mode, 0 to 0o7777. */
export const tFlagBit = 0o1000

/** The rows of the mode dialog: who, and the bits for read, write, execute. */
export const triples = [
  { who: 'owner', read: 0o400, write: 0o200, execute: 0o100 },
  { who: 'group', read: 0o040, write: 0o020, execute: 0o010 },
  { who: 'others', read: 0o004, write: 0o002, execute: 0o001 },
] as const

/** Octal text as a number; null where it is no octal number from 0 to 07777. */
export function parseMode(octal: string): number | null {
  const digits = octal.trim()
  if (!/^[0-7]{1,8}$/.test(digits)) return null
  const mode = Number.parseInt(digits, 8)
  return mode <= 0o7777 ? mode : null
}

/** A mode as octal text with a leading zero, such as `0644` and `01644`. */
export function formatMode(mode: number): string {
  return `0${mode.toString(8).padStart(3, '0')}`
}

/** As `ls` writes the permissions of a regular file, such as `-rw-r--r-T`. */
export function modeInWords(mode: number): string {
  const letters = triples.map(({ read, write, execute }, at) => {
    const special = [0o4000, 0o2000, 0o1000][at] ?? 0
    const letter = at === 2 ? 't' : 's'
    const runs = (mode & execute) !== 0
    const last = (mode & special) !== 0 ? (runs ? letter : letter.toUpperCase()) : runs ? 'x' : '-'
    return `${(mode & read) !== 0 ? 'r' : '-'}${(mode & write) !== 0 ? 'w' : '-'}${last}`
  })
  return `-${letters.join('')}`
}
