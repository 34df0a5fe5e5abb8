// What draws each view, and its sign. Names, keys and places are in shared/commands/views.ts; a view that is missing here is a type
// error. A view is given room to fill, and scrolls by itself.
import { FileDiff, FileText, FolderTree, type LucideIcon, Server } from 'lucide-react'
import type { ComponentType } from 'react'
import type { ViewId } from '../../shared/commands/views'
import { ChangesPane } from '../features/changes/changes-pane'
import { HostView } from '../features/host/host-view'
import { TreePane } from '../features/tree/tree-pane'
import { useSession } from '../state/session'
import { Content } from './content'

export interface View {
  readonly icon: LucideIcon
  readonly component: ComponentType
  /** How many there are of what it lists; a hook, for its tab. */
  readonly useCount?: () => number
}

export const views: Readonly<Record<ViewId, View>> = {
  explorer: { icon: FolderTree, component: TreePane },
  changes: { icon: FileDiff, component: ChangesPane, useCount: () => useSession(state => state.status?.changes ?? 0) },
  content: { icon: FileText, component: Content },
  host: { icon: Server, component: HostView },
}
