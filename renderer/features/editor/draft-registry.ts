// Every draft of the window: those on the screen, and those whose text was refused after the user went elsewhere, so that
// coming back finds the text again.
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import { type DraftTiming, NodeDraft, type SendEdit } from './node-draft'

interface Held {
  readonly draft: NodeDraft
  /** Editors that show it. */
  holders: number
}

/** The drafts of one window, by document and node. */
export class DraftRegistry {
  readonly #held = new Map<string, Held>()

  constructor(
    private readonly send: SendEdit,
    private readonly timing: DraftTiming = { delay: 400, typingPause: 30_000 },
  ) {}

  /** The draft of a node; a new one knows the given text of the document and is kept from `hold` on. */
  draftOf(document: DocumentId, node: NodeId, text: string, revision: number): NodeDraft {
    return (
      this.#held.get(keyOf(document, node))?.draft ??
      new NodeDraft(document, node, text, revision, this.send, this.timing)
    )
  }

  /** An editor shows the draft. The function given back ends that: it sends what is unsent and keeps what is refused. */
  hold(draft: NodeDraft): () => void {
    const key = keyOf(draft.document, draft.node)
    const held = this.#held.get(key)
    const entry = held?.draft === draft ? held : { draft, holders: 0 }
    entry.holders++
    this.#held.set(key, entry)
    return () => {
      entry.holders--
      void draft.flush().then(() => this.#drop(key, entry))
    }
  }

  /** Forgets a draft that no editor shows and that has nothing left to send. */
  #drop(key: string, entry: Held): void {
    const isDone = entry.holders === 0 && !entry.draft.snapshot().pending
    if (isDone && this.#held.get(key) === entry) this.#held.delete(key)
  }

  /** The node's text, if this revision of the document came about by nothing but its own editor; else null. */
  async ownText(document: DocumentId, node: NodeId, revision: number): Promise<string | null> {
    const draft = this.#held.get(keyOf(document, node))?.draft
    return draft ? draft.ownText(revision) : null
  }

  /** Sends everything that is unsent. Never rejects. */
  async flush(): Promise<void> {
    const entries = [...this.#held]
    await Promise.all(entries.map(([, entry]) => entry.draft.flush()))
    for (const [key, entry] of entries) this.#drop(key, entry)
  }

  /** Drafts whose text the document does not have, refused ones included. */
  unsent(document: DocumentId): readonly NodeDraft[] {
    return [...this.#held.values()]
      .map(entry => entry.draft)
      .filter(draft => draft.document === document && draft.snapshot().pending)
  }

  /** The document was closed: its drafts have nowhere to go. */
  forget(document: DocumentId): void {
    for (const [key, entry] of this.#held) if (entry.draft.document === document) this.#held.delete(key)
  }
}

function keyOf(document: DocumentId, node: NodeId): string {
  return JSON.stringify([document, node])
}
