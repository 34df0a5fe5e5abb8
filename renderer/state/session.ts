// What is open: the host's facts, the document, its status. What is selected in it belongs to the tree and the changes list.
import { create } from 'zustand'
import type { AppFacts } from '../../shared/model/app-facts'
import type { FileGrant } from '../../shared/model/grant'
import type { DocumentStatus, OpenedDocument } from '../../shared/model/document'
import type { ErrorData } from '../../shared/model/errors'
import type { HostCard } from '../../shared/model/host-card'

export interface Session {
  /** Null until the host has answered. */
  readonly facts: AppFacts | null
  readonly opened: OpenedDocument | null
  /** What `opened` was opened by, to open it again. */
  readonly grant: FileGrant | null
  readonly status: DocumentStatus | null
  /** The card as of the last look, edits applied. */
  readonly card: HostCard | null
  /** Set when the document's worker ended: nothing of it can be asked any more. */
  readonly failure: ErrorData | null
}

export const useSession = create<Session>(() => ({
  facts: null,
  opened: null,
  grant: null,
  status: null,
  card: null,
  failure: null,
}))

/** Puts an opened document in the place of the last one. */
export function showDocument(opened: OpenedDocument, grant: FileGrant): void {
  useSession.setState({ opened, grant, status: opened.status, card: opened.card, failure: null })
}

/** Back to the welcome screen. */
export function forgetDocument(): void {
  useSession.setState({ opened: null, grant: null, status: null, card: null, failure: null })
}

/** Takes a status that an edit or an event brought; one of another document or an older revision is dropped. */
export function applyStatus(status: DocumentStatus): void {
  const { opened, status: known } = useSession.getState()
  if (opened?.document !== status.document) return
  if (known !== null && status.revision < known.revision) return
  useSession.setState({ status })
}

/** Whether a document is open and alive. */
export function isAlive(session: Session): boolean {
  return session.opened !== null && session.failure === null
}

/** Whether Cmd takes the place of Ctrl. */
export function isMac(): boolean {
  return useSession.getState().facts?.platform === 'darwin'
}
