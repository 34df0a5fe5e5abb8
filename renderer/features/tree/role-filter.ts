// Which files of the host the tree shows: all, or only those that the host keeps in one way, or that its release does not know.
import { create } from 'zustand'
import type { DocumentId } from '../../../shared/model/document'
import type { FileRole } from '../../../shared/model/file-role'
import { showView } from '../../state/layout'
import { useSession } from '../../state/session'

interface RoleFilter {
  readonly document: DocumentId | null
  /** Null for all files. */
  readonly role: FileRole | null
}

export const useRoleFilter = create<RoleFilter>(() => ({ document: null, role: null }))

export function filterRole(role: FileRole | null): void {
  useRoleFilter.setState({ document: useSession.getState().opened?.document ?? null, role })
}

/** Shows only files that the release does not know, or all of them again. */
export function toggleUnknownFiles(): void {
  const document = useSession.getState().opened?.document ?? null
  const { document: last, role } = useRoleFilter.getState()
  filterRole(last === document && role === 'unknown' ? null : 'unknown')
  showView('explorer')
}
