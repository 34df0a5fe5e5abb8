import type { Format } from '../format'

/** A folder: a directory entry, or only the path of the files in it. */
export const folder = {
  id: 'folder',
  viewers: ['folder'],
  detect: subject => subject.folder !== null || subject.entry?.kind === 'directory',
} as const satisfies Format
