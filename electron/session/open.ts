// Bytes -> open session: reads the file, opens the host's layer chain, and says what the window needs to begin with.
import type { DocumentStatus, OpenedDocument } from '../../shared/model/document'
import { Document } from '../engine/document/document'
import { expectStore } from '../engine/esx/expect-store'
import { openedDocument } from './opened-document'
import type { OpenRequest } from './protocol'
import { createSession, type Session } from './session'
import type { CommandContext } from './session-commands'
import { digestNow, readSource } from './source'
import { keyFrom } from './unlock'

/** Opens the file and the host's layers in it. Rejects BootbankError when there is nothing to show. */
export async function openSession(
  request: OpenRequest,
  context: CommandContext,
  onStatus: (status: DocumentStatus) => void,
): Promise<{ session: Session; result: OpenedDocument }> {
  const { document: id, source, key } = request
  const keys = key ? [await keyFrom(key, context)] : []
  const { bytes, name, from, encryptionInfo } = await readSource(request, context)
  const document = await Document.open(bytes, {
    name,
    keys,
    ...context,
    ...(encryptionInfo ? { encryptionInfo } : {}),
    ...(from ? { bank: from } : {}),
  })
  expectStore(document)
  const of = {
    document,
    source: 'path' in source ? source.path : undefined,
    onDisk:
      'path' in source && request.bank !== undefined && from ? { path: source.path, bank: request.bank } : undefined,
    digestNow: (again: CommandContext) => digestNow(request, again),
  }
  const session = createSession(id, of, onStatus)
  return { session, result: await openedDocument(document, () => session.status(), context) }
}
