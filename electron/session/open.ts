// Bytes -> open session: reads the file, opens the host's layer chain, and says what the window needs to begin with.
import type { DocumentStatus, OpenedDocument } from '../../shared/model/document'
import type { NodeId } from '../../shared/model/node'
import { bytesOf } from '../engine/codecs/bytes'
import { Document } from '../engine/document/document'
import type { LayerProblem } from '../engine/document/backup'
import { hostCard } from '../engine/facts/host-card'
import type { OpenRequest } from './protocol'
import { openFileBytes } from '../engine/files/read-file'
import { STATE } from '../engine/disks/banks/bank'
import { stateOfBank } from './banks'
import { grantedFile } from './granted-file'
import { encryptionInfoBesideFile } from '../engine/files/key-beside'
import { entryNode, fileNode } from './nodes'
import { createSession, type Session } from './session'
import type { CommandContext } from './session-commands'
import { fileRow } from './tree'

/** Opens the file and the host's layers in it. Rejects BootbankError when there is nothing to show. */
export async function openSession(
  { document: id, name: file, source, bank }: OpenRequest,
  context: CommandContext,
  onStatus: (status: DocumentStatus) => void,
): Promise<{ session: Session; result: OpenedDocument }> {
  const found = 'path' in source ? await stateOfBank(source.path, bank, context) : null
  const name = found ? STATE : file
  const bytes =
    found?.state ??
    ('path' in source ? await openFileBytes(source.path, grantedFile(source.path, context)) : bytesOf(source.bytes))
  const key = 'path' in source ? await encryptionInfoBesideFile(source.path, bytes) : null
  const document = await Document.open(bytes, {
    name,
    ...context,
    ...(key ? { encryptionInfo: key } : {}),
    ...(found ? { bank: found.source } : {}),
  })
  const problems = await document.openChain(context)
  const session = createSession(id, { document, source: 'path' in source ? source.path : undefined }, onStatus)
  return {
    session,
    result: {
      document: id,
      name,
      size: bytes.length,
      root: fileRow(document),
      expand: chainRows(document),
      card: await hostCard(document),
      problem: problemOf(document, problems),
      status: session.status(),
    },
  }
}

/** The rows from the file to the innermost archive of the host, as far as they could be opened. */
function chainRows(document: Document): readonly NodeId[] {
  return document.chain().map(({ parent }) => (parent ? entryNode(parent) : fileNode))
}

function problemOf(document: Document, problems: readonly LayerProblem[]) {
  const error = document.root.problem ?? problems.find(problem => problem.structural)?.error
  return error?.toData() ?? null
}
