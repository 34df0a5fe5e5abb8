// A history that comes from outside (a journal on the disk), as text: what is not exactly as it was written is refused.
import { z } from 'zod'
import { BootbankError } from '../../../shared/model/errors'
import type { RecordedHistory } from './edit'

const slotNumber = z.int().min(0)
const ownerNumber = z.int().min(0).max(0xffff_ffff)
const state = z
  .strictObject({
    name: z.string().nullable(),
    mode: z.int().min(0).max(0o7777).nullable(),
    content: z.int().min(1).nullable(),
    seal: z.enum(['sealed', 'unsealed']).exactOptional(),
    kind: z.enum(['directory', 'symlink']).exactOptional(),
    owner: z.strictObject({ uid: ownerNumber, gid: ownerNumber, uname: z.string(), gname: z.string() }).exactOptional(),
    mtime: z.int().exactOptional(),
    link: z.string().min(1).exactOptional(),
  })
  .nullable()
const edit = z.strictObject({
  label: z.string(),
  typing: z.string().nullable(),
  slots: z.array(
    z.strictObject({
      at: z.string().regex(/^[0-9]{1,9}(\/[0-9]{1,9})*$/),
      before: state,
      after: state,
      like: slotNumber.nullable().exactOptional(),
    }),
  ),
})
const history = z.strictObject({ done: z.array(edit), undone: z.array(edit) })

/** The history of a JSON text, as `JSON.stringify` of a RecordedHistory wrote it. Throws EDIT_MISMATCH. */
export function parseHistory(json: string): RecordedHistory {
  try {
    return history.parse(JSON.parse(json))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    throw new BootbankError('EDIT_MISMATCH', `The recorded edits cannot be read: ${reason}`)
  }
}
