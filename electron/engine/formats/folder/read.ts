import type { Reader } from '../format'

/** How many entries a folder has. */
export const readFolder: Reader<'folder'> = ({ folder }) => ({ entries: folder?.entries ?? 0 })
