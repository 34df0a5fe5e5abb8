// A tar mode as the bits a person sets: three triples and the three bits above them, T flag (01000) among them.

/** Bits of a mode, 0 to 0o7777. */
export const tFlagBit = 0o1000

/** The rows of the mode dialog: who, and the bits for read, write, execute. */
export const triples = [
  { who: 'owner', read: 0o400, write: 0o200, execute: 0o100 },
  { who: 'group', read: 0o040, write: 0o020, execute: 0o010 },
  { who: 'others', read: 0o004, write: 0o002, execute: 0o001 },
] as const
