// Bytes -> open session: reads the file, opens every layer, and says what the window needs to begin with.
import type { DocumentStatus, OpenedDocument } from '../../shared/model/document'
import type { NodeId } from '../../shared/model/node'
import { bytesOf } from '../engine/codecs/bytes'
import { Document } from '../engine/document/document'
import type { LayerProblem } from '../engine/document/backup'
import type { Layer } from '../engine/document/layer'
import { hostCard } from '../engine/facts/host-card'
import type { OpenRequest } from './protocol'
import { openFileBytes } from '../engine/files/read-file'
import { grantedFile } from './granted-file'
import { encryptionInfoBesideFile } from '../engine/files/key-beside'
import { entryNode, fileNode } from './nodes'
import { createSession, type Session } from './session'
import type { CommandContext } from './session-commands'
import { fileRow } from './tree'

/** Names that the links of a host's chain have (formats.md section 1). */
const chainLink = /^(\.\/)?(state\.tgz|local\.tgz|local\.tgz\.ve)$/

/** Opens the file and everything in it. Rejects BootbankError when there is nothing to show. */
export async function openSession(
  { document: id, name, source }: OpenRequest,
  context: CommandContext,
  onStatus: (status: DocumentStatus) => void,
): Promise<{ session: Session; result: OpenedDocument }> {
  const bytes =
    'path' in source ? await openFileBytes(source.path, grantedFile(source.path, context)) : bytesOf(source.bytes)
  const key = 'path' in source ? await encryptionInfoBesideFile(source.path, bytes) : null
  const document = await Document.open(bytes, { name, ...context, ...(key ? { encryptionInfo: key } : {}) })
  const problems = await document.openAll(context)
  const session = createSession(id, { document, source: 'path' in source ? source.path : undefined }, onStatus)
  return {
    session,
    result: {
      document: id,
      name,
      size: bytes.length,
      root: fileRow(document),
      expand: chainOf(document),
      card: await hostCard(document),
      problem: problemOf(document, problems),
      status: session.status(),
    },
  }
}

/** The rows from the file to the innermost archive of the host, as far as they could be opened. */
function chainOf(document: Document): readonly NodeId[] {
  const rows: NodeId[] = [fileNode]
  const descend = (layer: Layer): void => {
    const link = layer.entries().find(entry => chainLink.test(entry.name) && document.layerAt(entry) !== null)
    const inner = link ? document.layerAt(link) : null
    if (!link || !inner) return
    rows.push(entryNode(link))
    descend(inner)
  }
  descend(document.root)
  return rows
}

function problemOf(document: Document, problems: readonly LayerProblem[]) {
  const error = document.root.problem ?? problems.find(problem => problem.structural)?.error
  return error?.toData() ?? null
}
