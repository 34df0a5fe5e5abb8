import { z } from 'zod'
import { atNode, path } from '../contract/fields'
import { mostNodes } from './most-nodes'

/**
 * Entries and folders of the backup copied into a folder, with mode, owner and time: `node` is the folder or layer they go to, `from` are what
 * is copied. `taken` as for addFiles: what becomes of one whose name is there.
 */
export const copy = {
  request: z.strictObject({
    ...atNode,
    from: z.array(path).min(1).max(mostNodes),
    taken: z.enum(['refuse', 'replace', 'both', 'skip']),
  }),
}
