import type { CommandId } from '../commands/commands'
import type { DocumentId, DocumentStatus } from '../model/document'
import type { ErrorData } from '../model/errors'
import type { FileGrant } from '../model/grant'
import type { OperationId } from '../model/operation'
import { typed } from './command'

/** What the window is told without asking. */
export const events = {
  progress: typed<{
    readonly operation: OperationId
    /** What is being done, such as `Inflating local.tgz`. */
    readonly phase: string
    /** Bytes. */
    readonly done: number
    /** Bytes; null while unknown. */
    readonly total: number | null
  }>(),
  'document.changed': typed<DocumentStatus>(),
  'document.failed': typed<{ readonly document: DocumentId; readonly error: ErrorData }>(),
  /** The journal of a document cannot be written: what is changed from here on would not outlive a crash. */
  'journal.failed': typed<{ readonly document: DocumentId; readonly reason: string }>(),
  /** The file of a document is not as it was when it was opened. */
  'source.changed': typed<{ readonly document: DocumentId; readonly now: 'changed' | 'gone' }>(),
  /** The same file was opened elsewhere in this program too. */
  'source.shared': typed<{ readonly document: DocumentId }>(),
  /** A file came from outside: second launch, dock, file association. */
  'file.arrived': typed<FileGrant>(),
  /** Chosen in the native menu: the window runs it if it can be run. */
  'command.run': typed<{ readonly command: CommandId }>(),
}
