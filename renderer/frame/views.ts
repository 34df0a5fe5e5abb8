// What draws each view, and its sign. Names, keys and places are in shared/commands/views.ts; a view that is missing here is a type
// error. A view is given room to fill, and scrolls by itself.
import {
  Binoculars,
  FileDiff,
  FileText,
  FolderTree,
  GitCompareArrows,
  KeyRound,
  type LucideIcon,
  Network,
  Search,
  Server,
  ShieldCheck,
  SlidersHorizontal,
} from 'lucide-react'
import type { ComponentType } from 'react'
import type { ViewId } from '../../shared/commands/views'
import { ChangesPane } from '../features/changes/changes-pane'
import { TreePane } from '../features/tree/tree-pane'
import { useSession } from '../state/session'
import { deferred } from '../ui/deferred'

export interface View {
  readonly icon: LucideIcon
  readonly component: ComponentType
  /** How many there are of what it lists; a hook, for its tab. */
  readonly useCount?: () => number
}

export const views: Readonly<Record<ViewId, View>> = {
  explorer: { icon: FolderTree, component: TreePane },
  changes: { icon: FileDiff, component: ChangesPane, useCount: () => useSession(state => state.status?.changes ?? 0) },
  content: { icon: FileText, component: deferred(async () => (await import('./content')).Content) },
  network: {
    icon: Network,
    component: deferred(async () => (await import('../features/network/network-view')).NetworkView),
  },
  settings: {
    icon: SlidersHorizontal,
    component: deferred(async () => (await import('../features/settings/settings-view')).SettingsView),
  },
  checks: {
    icon: ShieldCheck,
    component: deferred(async () => (await import('../features/checks/checks-view')).ChecksView),
  },
  compare: {
    icon: GitCompareArrows,
    component: deferred(async () => (await import('../features/compare/compare-view')).CompareView),
  },
  search: {
    icon: Search,
    component: deferred(async () => (await import('../features/search/search-view')).SearchView),
  },
  observations: {
    icon: Binoculars,
    component: deferred(async () => (await import('../features/observations/observations-view')).ObservationsView),
  },
  secrets: {
    icon: KeyRound,
    component: deferred(async () => (await import('../features/secrets/secrets-view')).SecretsView),
  },
  host: { icon: Server, component: deferred(async () => (await import('../features/host/host-view')).HostView) },
}
