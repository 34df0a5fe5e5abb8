import { isSqlite } from '../../esx/sqlite'
import type { Format } from '../format'

/** An SQLite 3 database, by its first bytes. */
export const sqlite = {
  id: 'sqlite',
  viewers: ['tables'],
  detect: ({ head }) => isSqlite(head),
} as const satisfies Format
