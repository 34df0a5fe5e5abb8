// How a document's command goes to its thread, the same for all of them, by the names of fields in its request: a `grant` becomes
// the path to read, `grants` several of them, a `target` the place to write to, and where a written thing is to be found is added on the way back.
import type { DocumentCommandName, RequestOf, ResultOf } from '../../shared/contract/contract'
import type { OperationId } from '../../shared/model/operation'
import type { DocumentId } from '../../shared/model/document'
import type { SessionRequest } from '../session/session-commands'
import type { HostDialogs } from './dialogs'
import type { TakeItems } from './document-thread'
import type { Documents } from './documents'
import type { Grants } from './grants'

export interface DocumentCommandsOptions {
  readonly documents: Documents
  readonly grants: Grants
  readonly dialogs: HostDialogs
}

/** The fields that have a meaning here; all others are the command's own. */
interface SharedFields {
  readonly document: DocumentId
  readonly operation?: OperationId
  readonly grant?: string
  readonly grants?: readonly string[]
  readonly target?: string
}

/** Sends a command of an open document. Rejects BAD_REQUEST for an unknown grant or target, and as the command does. A grant is used
 * up once its file was read; a command that was refused leaves it good. */
export async function sendToDocument<C extends DocumentCommandName>(
  { documents, grants, dialogs }: DocumentCommandsOptions,
  command: C,
  request: RequestOf<C>,
  take?: TakeItems,
): Promise<ResultOf<C>> {
  const { document, operation, grant, grants: several, target, ...own } = request as RequestOf<C> & SharedFields
  const place = target === undefined ? null : grants.target(target)
  // That the fields put together here are those the type says: SessionRequest and SessionResult describe this very step.
  const payload = {
    ...own,
    ...(grant === undefined ? {} : { source: grants.file(grant).path }),
    ...(several && { sources: several.map(one => grants.file(one).path) }),
    ...(place && { target: { kind: place.kind, path: place.path } }),
  } as SessionRequest<C>
  const result = await documents.call(document, command, payload, { operation, take })
  for (const used of [...(grant === undefined ? [] : [grant]), ...(several ?? [])]) grants.release(used)
  return (place ? { ...result, label: place.label, download: dialogs.publish(place) } : result) as ResultOf<C>
}
