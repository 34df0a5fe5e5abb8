// What the window is told of a document that was opened, or of which a layer was opened with a key that was given since.
import type { DocumentStatus, OpenedDocument } from '../../shared/model/document'
import type { NodeId } from '../../shared/model/node'
import type { LayerProblem } from '../engine/document/backup'
import type { Document } from '../engine/document/document'
import { hostCard } from '../engine/facts/host-card'
import { entryNode, fileNode } from './nodes'
import type { CommandContext } from './session-commands'
import { fileRow } from './tree'

/** Opens the host's layers, as far as they can be. */
export async function openedDocument(
  document: Document,
  status: () => DocumentStatus,
  context: CommandContext,
): Promise<OpenedDocument> {
  const problems = await document.openChain(context)
  const card = await hostCard(document)
  const now = status()
  return {
    document: now.document,
    name: document.name,
    size: document.source.length,
    root: fileRow(document),
    expand: chainRows(document),
    card,
    problem: problemOf(document, problems),
    status: now,
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
