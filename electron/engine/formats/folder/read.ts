import type { Reader } from '../format'

export const readFolder: Reader<'folder'> = ({ folder }) => ({ entries: folder?.entries ?? 0 })
