// Typing in one file on its way into the document: debounced, sent one at a time, kept when it is refused.
// The trap is order: a preview that was asked for before a text was sent must not put the older text back.
import { BootbankError, toErrorData } from '../../../shared/model/errors'
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'

export interface TextEdit {
  readonly document: DocumentId
  readonly node: NodeId
  readonly text: string
  /** Texts of one typing become one step of undo. */
  readonly typing: string
}

/** Hands a text to the document; rejects with BootbankError when it is refused. */
export type SendEdit = (edit: TextEdit) => Promise<{ readonly revision: number }>

export interface DraftTiming {
  /** Milliseconds of quiet before a text is sent. */
  readonly delay: number
  /** Milliseconds of pause after which typing is a new step of undo. */
  readonly typingPause: number
}

/** What the window shows of a draft. The same object as long as nothing changed. */
export interface DraftState {
  /** There is text that the document does not have yet. */
  readonly pending: boolean
  /** Why the last text was refused; null once one was accepted. */
  readonly refusal: BootbankError | null
}

const atRest: DraftState = { pending: false, refusal: null }

/** The text of one file that the document does not have yet. */
export class NodeDraft {
  #state: DraftState = atRest
  readonly #listeners = new Set<() => void>()
  /** Gives the newest text that was not handed over; null when there is none. */
  #unsent: (() => string) | null = null
  #sending: Promise<void> | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #typing: string = crypto.randomUUID()
  #typedAt = 0
  #sentRevision: number | null = null

  constructor(
    readonly document: DocumentId,
    readonly node: NodeId,
    /** The text the document has. */
    private known: string,
    /** Revision at which it had it. */
    private knownRevision: number,
    private readonly send: SendEdit,
    private readonly timing: DraftTiming,
  ) {}

  /** Bound, for useSyncExternalStore. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): DraftState => this.#state

  /** What an editor has to show: the text not yet accepted, else the document's. */
  text(): string {
    return this.#unsent?.() ?? this.known
  }

  /** The user typed. `read` gives the whole text and is called once, when it is sent: no work per keystroke. */
  typed(read: () => string): void {
    const now = Date.now()
    if (now - this.#typedAt > this.timing.typingPause) this.#typing = crypto.randomUUID()
    this.#typedAt = now
    this.#unsent = read
    this.#stopTimer()
    this.#timer = setTimeout(() => void this.flush(), this.timing.delay)
    this.#publish(this.#state.refusal)
  }

  /** The document changed by other means, and has this text at this revision: the next typing is a new step of undo.
   * True when the editor is to show the text; false when it is older than what was sent, or typing waits to be sent. */
  outside(text: string, revision: number): boolean {
    if (revision < this.knownRevision || revision === this.#sentRevision) return false
    this.known = text
    this.knownRevision = revision
    this.#typing = crypto.randomUUID()
    return !this.#state.pending
  }

  /** The document's text, if what was sent from here is as new as this revision; else null. Waits for an answer on its
   * way: the news of a revision may overtake the answer to the edit that made it. */
  async ownText(revision: number): Promise<string | null> {
    while (this.#sending) await this.#sending
    return this.#sentRevision !== null && revision <= this.#sentRevision ? this.known : null
  }

  /** Sends what is unsent and waits for the answer. Never rejects: a refusal is in the snapshot, and its text stays. */
  async flush(): Promise<void> {
    this.#stopTimer()
    while (this.#sending) await this.#sending
    if (!this.#unsent) return
    const text = this.#unsent()
    this.#unsent = null
    if (text === this.known) return this.#publish(null)
    this.#sending = this.#hand(text)
    await this.#sending
  }

  async #hand(text: string): Promise<void> {
    let refusal: BootbankError | null = null
    try {
      const { document, node } = this
      const status = await this.send({ document, node, text, typing: this.#typing })
      this.known = text
      this.knownRevision = status.revision
      this.#sentRevision = status.revision
    } catch (thrown) {
      refusal = BootbankError.from(toErrorData(thrown))
      this.#unsent ??= () => text
    }
    this.#sending = null
    this.#publish(refusal)
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #publish(refusal: BootbankError | null): void {
    const pending = this.#unsent !== null || this.#sending !== null
    if (pending === this.#state.pending && refusal === this.#state.refusal) return
    this.#state = { pending, refusal }
    for (const listener of this.#listeners) listener()
  }
}
