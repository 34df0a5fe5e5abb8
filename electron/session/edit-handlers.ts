// The commands `edit.<id>`, one for each edit that there is: what is asked for is done, a granted file read first.
import type { EditId } from '../../shared/edits/edits'
import type { DocumentStatus } from '../../shared/model/document'
import { basename } from 'node:path'
import type { Bytes } from '../engine/codecs/bytes'
import { defaultLimits, withinLimit } from '../engine/codecs/limits'
import type { Document } from '../engine/document/document'
import { engineEdits } from '../engine/edits/edits'
import { readFileBytes } from '../engine/files/read-file'
import { doEdit, type GivenEdit } from './edits'
import { grantedFile } from './granted-file'
import type { CommandContext, SessionHandlers } from './session-commands'

/** What all of them have in common: the paths of granted files, where there are any. */
interface EditRequest {
  readonly source?: string
  readonly sources?: readonly string[]
}

type EditHandlers = Pick<SessionHandlers, `edit.${EditId}`>

/** `after` gives the status once an edit is done. */
export function editHandlers(
  document: Document,
  after: (edit: Promise<void>) => Promise<DocumentStatus>,
): EditHandlers {
  const perform = async (id: EditId, request: EditRequest, context: CommandContext) => {
    const { source, sources, ...given } = request
    const content = source === undefined ? {} : { content: await readFileBytes(source, grantedFile(source, context)) }
    const contents = sources === undefined ? {} : { contents: await readAll(sources, context) }
    // The contract has checked that these are the fields of this very edit.
    return doEdit(document, id, { ...given, ...content, ...contents } as GivenEdit<EditId>)
  }
  // Object.keys gives plain strings; the table has no keys but the ids.
  const handlers = (Object.keys(engineEdits) as EditId[]).map(id => [
    `edit.${id}`,
    (request: EditRequest, context: CommandContext) => after(perform(id, request, context)),
  ])
  // Object.fromEntries does not know the names; what each handler takes is what the contract says of its edit.
  return Object.fromEntries(handlers) as EditHandlers
}

/** The contents of files, one after the other. Rejects LIMIT where they are too large together. */
async function readAll(paths: readonly string[], context: CommandContext): Promise<readonly Bytes[]> {
  const contents: Bytes[] = []
  let total = 0
  for (const path of paths) {
    const content = await readFileBytes(path, grantedFile(path, context))
    total += content.length
    withinLimit(defaultLimits, 'layerBytes', total, { path: basename(path) })
    contents.push(content)
  }
  return contents
}
