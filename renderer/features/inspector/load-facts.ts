// The facts of a node, asked for once though two panes show them: the header of the preview and the inspector.
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { NodeFacts } from '../../../shared/model/preview'
import { call } from '../../bridge/call'

const kept = 8
const recent = new Map<string, Promise<NodeFacts>>()

/** Facts at a revision of the document. Rejects with BootbankError; a failure is not kept. */
export function loadFacts(document: DocumentId, node: NodeId, revision: number): Promise<NodeFacts> {
  const key = JSON.stringify([document, node, revision])
  const known = recent.get(key)
  if (known) return known
  const asked = call('node.facts', { document, node })
  recent.set(key, asked)
  asked.catch(() => recent.delete(key))
  for (const oldest of recent.keys()) {
    if (recent.size <= kept) break
    recent.delete(oldest)
  }
  return asked
}
