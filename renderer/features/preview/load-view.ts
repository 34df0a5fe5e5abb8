// What the preview pane shows of a node: its content and the facts for the strip above. Text that this window's own
// editor has just sent is not fetched back.
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { NodeFacts } from '../../../shared/model/preview'
import type { NodeView, ViewerChoices } from '../../../shared/viewers/viewers'
import { call } from '../../bridge/call'
import { drafts } from '../editor/pending-edits'
import { loadFacts } from '../inspector/load-facts'

export interface ShownNode {
  readonly document: DocumentId
  readonly node: NodeId
  readonly revision: number
  readonly view: NodeView
  /** The last known ones, or null, while they are on their way: the SHA-256 of a large file takes a while. */
  readonly facts: NodeFacts | null
}

/** Milliseconds that content waits for its facts, so that both appear together where they can. */
const factsPatience = 80

/** Rejects with BootbankError when the node cannot be shown. */
export async function loadView(
  document: DocumentId,
  node: NodeId,
  revision: number,
  choices: ViewerChoices,
  last: ShownNode | null,
): Promise<ShownNode> {
  const facts = loadFacts(document, node, revision).catch(() => null)
  const own = last ? await drafts.ownText(document, node, revision) : null
  const typed = own === null || last === null ? null : withText(last.view, own)
  const fresh = typed ?? (await call('node.view', { document, node, choices }))
  const view = own !== null && last ? (unformatted(last.view, fresh, own) ?? fresh) : fresh
  const soon = await Promise.race([facts, pause(factsPatience)])
  return { document, node, revision, view, facts: soon ?? last?.facts ?? null }
}

/** The last view with the text the editor sent; null where the last one was no editor. */
function withText(view: NodeView, text: string): NodeView | null {
  if (view.viewer !== 'text') return null
  const firstBreak = view.data.lineEnding === 'none' && text.includes('\n')
  return { ...view, data: { ...view.data, text, lineEnding: firstBreak ? 'lf' : view.data.lineEnding } }
}

/** What was formatted and, with the text that the editor sent, no longer is: the editor stays where it is. Null for anything else. */
function unformatted(last: NodeView, fresh: NodeView, text: string): NodeView | null {
  if (last.viewer !== 'beside' || fresh.viewer === 'beside') return null
  return { ...last, data: { raw: { ...last.data.raw, text }, formatted: null } }
}

function pause(milliseconds: number): Promise<null> {
  return new Promise(resolve => setTimeout(() => resolve(null), milliseconds))
}
