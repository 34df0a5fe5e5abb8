// What the preview pane shows of a node: its content and the facts for the strip above. Text that this window's own
// editor has just sent is not fetched back.
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { NodeFacts, Preview } from '../../../shared/model/preview'
import { call } from '../../bridge/call'
import { drafts } from '../editor/pending-edits'
import { loadFacts } from '../inspector/load-facts'

export interface ShownNode {
  readonly document: DocumentId
  readonly node: NodeId
  readonly revision: number
  readonly preview: Preview
  /** The last known ones, or null, while they are on their way: the SHA-256 of a large file takes a while. */
  readonly facts: NodeFacts | null
}

/** Milliseconds that content waits for its facts, so that both appear together where they can. */
const factsPatience = 80

/** Rejects with BootbankError when the preview cannot be had. */
export async function loadPreview(
  document: DocumentId,
  node: NodeId,
  revision: number,
  last: ShownNode | null,
): Promise<ShownNode> {
  const facts = loadFacts(document, node, revision).catch(() => null)
  const preview = await currentPreview(document, node, revision, last)
  const soon = await Promise.race([facts, pause(factsPatience)])
  return { document, node, revision, preview, facts: soon ?? last?.facts ?? null }
}

async function currentPreview(
  document: DocumentId,
  node: NodeId,
  revision: number,
  last: ShownNode | null,
): Promise<Preview> {
  const own = last ? await drafts.ownText(document, node, revision) : null
  return (own === null ? null : withText(last?.preview, own)) ?? call('node.preview', { document, node })
}

/** The last preview with the text the editor sent; null where the last one had no editor. */
function withText(preview: Preview | undefined, text: string): Preview | null {
  if (preview?.kind === 'text') {
    const firstBreak = preview.lineEnding === 'none' && text.includes('\n')
    return { ...preview, text, lineEnding: firstBreak ? 'lf' : preview.lineEnding }
  }
  if (preview?.kind === 'empty') {
    const lineEnding = text.includes('\n') ? 'lf' : 'none'
    const { address, editable } = preview
    return { kind: 'text', address, text, language: 'plain', encoding: 'utf-8', lineEnding, editable }
  }
  return null
}

function pause(milliseconds: number): Promise<null> {
  return new Promise(resolve => setTimeout(() => resolve(null), milliseconds))
}
