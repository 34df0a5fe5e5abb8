import { z } from 'zod'
import { atNode, id, path } from '../contract/fields'

/** Files that one request may add; each is a grant and, in the browser host, an upload. */
export const mostFiles = 500

/**
 * Files and folders from the disk, as one step: `node` is the folder or layer to add to, `names` are paths below it as the disk has them, one
 * for each of `grants`; `folders` are made where they are not there yet. Modes and owners are those of the files beside them. `taken` says
 * what becomes of a file whose name is there: all is refused with NAME_TAKEN, or it replaces the content, gets another name, is left out.
 */
export const addFiles = {
  request: z.strictObject({
    ...atNode,
    names: z.array(path).max(mostFiles),
    grants: z.array(id).max(mostFiles),
    folders: z.array(path).max(mostFiles),
    taken: z.enum(['refuse', 'replace', 'both', 'skip']),
  }),
}
