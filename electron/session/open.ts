// Bytes -> open session: reads the file, opens the host's layer chain, and says what the window needs to begin with.
import type { DocumentStatus, OpenedDocument } from '../../shared/model/document'
import { bytesOf } from '../engine/codecs/bytes'
import { Document } from '../engine/document/document'
import type { OpenRequest } from './protocol'
import { openFileBytes } from '../engine/files/read-file'
import { STATE } from '../engine/disks/banks/bank'
import { stateOfBank } from './banks'
import { copyFrom } from './collections'
import { grantedFile } from './granted-file'
import { encryptionInfoBesideFile } from '../engine/files/key-beside'
import { expectStore } from '../engine/esx/expect-store'
import { openedDocument } from './opened-document'
import { createSession, type Session } from './session'
import { keyFrom } from './unlock'
import type { CommandContext } from './session-commands'

/** Opens the file and the host's layers in it. Rejects BootbankError when there is nothing to show. */
export async function openSession(
  { document: id, name: file, source, key: given, bank, copy: number }: OpenRequest,
  context: CommandContext,
  onStatus: (status: DocumentStatus) => void,
): Promise<{ session: Session; result: OpenedDocument }> {
  const keys = given ? [await keyFrom(given, context)] : []
  const found = 'path' in source && number === undefined ? await stateOfBank(source.path, bank, context) : null
  const copy = 'path' in source && !found ? await copyFrom(source.path, number, context) : null
  const name = found ? STATE : (copy?.name ?? file)
  const from = found?.source ?? copy?.source ?? null
  const bytes =
    found?.state ??
    copy?.bytes ??
    ('path' in source ? await openFileBytes(source.path, grantedFile(source.path, context)) : bytesOf(source.bytes))
  const key = copy ? copy.encryptionInfo : 'path' in source ? await encryptionInfoBesideFile(source.path, bytes) : null
  const document = await Document.open(bytes, {
    name,
    keys,
    ...context,
    ...(key ? { encryptionInfo: key } : {}),
    ...(from ? { bank: from } : {}),
  })
  expectStore(document)
  const session = createSession(id, { document, source: 'path' in source ? source.path : undefined }, onStatus)
  return { session, result: await openedDocument(document, () => session.status(), context) }
}
