// Whether a document has changes that were never written out. It goes by the engine's history, so that undoing to the state
// that was saved is clean again.
import type { DocumentId, DocumentStatus } from '../../shared/model/document'
import type { Document } from '../engine/document/document'

/** The status of one document, and what was last told of it. */
export class StatusKeeper {
  private saved: Document['state'] = null
  private told: DocumentStatus | null = null

  constructor(
    private readonly id: DocumentId,
    private readonly document: Document,
  ) {}

  /** The status now. */
  now(): DocumentStatus {
    const { document } = this
    const changes = document.changes().length
    return {
      document: this.id,
      revision: document.revision,
      changes,
      dirty: changes > 0 && document.state !== this.saved,
      undo: document.undoLabel,
      redo: document.redoLabel,
    }
  }

  /** The state of now was written to the disk. */
  markSaved(): void {
    this.saved = this.document.state
  }

  /** The status if it moved since it was last asked for here; else null. */
  moved(): DocumentStatus | null {
    const { told } = this
    const status = this.now()
    this.told = status
    return told === null || told.revision !== status.revision || told.dirty !== status.dirty ? status : null
  }
}
