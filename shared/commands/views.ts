// Every view of the window as plain data, in the order of its tabs. Tabs, the command that shows a view, its keys, palette, help and
// native menu are made of this table; the component that draws it is in renderer/frame/views.ts.
import type { Chord } from './chord'

export interface ViewFacts {
  /** As on its tab and in menus. */
  readonly title: string
  /** `side`: a list to choose from, in the left pane. `main`: in the middle pane, in place of the content of an entry. */
  readonly place: 'side' | 'main'
  /** Beside Ctrl and its number among all views. */
  readonly chords?: readonly Chord[]
}

const table = {
  explorer: { title: 'Explorer', place: 'side', chords: [{ key: 'e', mod: true, shift: true }] },
  changes: { title: 'Changes', place: 'side', chords: [{ key: 'g', mod: true, shift: true }] },
  content: { title: 'Content', place: 'main' },
  host: { title: 'Host', place: 'main' },
  network: { title: 'Network', place: 'main' },
  settings: { title: 'Settings', place: 'main' },
  secrets: { title: 'Secrets', place: 'main' },
  checks: { title: 'Checks', place: 'main' },
  compare: { title: 'Compare', place: 'main' },
  search: { title: 'Search', place: 'main', chords: [{ key: 'f', mod: true, shift: true }] },
  observations: { title: 'Observations', place: 'main' },
} as const satisfies Readonly<Record<string, ViewFacts>>

type Table = typeof table

export type ViewId = keyof Table
/** The views of one pane. */
export type ViewIn<Place extends ViewFacts['place']> = {
  [Id in ViewId]: Table[Id]['place'] extends Place ? Id : never
}[ViewId]
export type SideViewId = ViewIn<'side'>
export type MainViewId = ViewIn<'main'>

export const viewTable: Readonly<Record<ViewId, ViewFacts>> = table

/** Their names, in the order of tabs. */
export const viewIds: readonly ViewId[] = Object.keys(table) as ViewId[]
export const sideViewIds: readonly SideViewId[] = viewIds.filter(isSideView)
export const mainViewIds: readonly MainViewId[] = viewIds.filter(isMainView)

/** Whether a view stands at the side. */
export function isSideView(id: ViewId): id is SideViewId {
  return viewTable[id].place === 'side'
}

/** Whether a view stands in the middle. */
export function isMainView(id: ViewId): id is MainViewId {
  return viewTable[id].place === 'main'
}

/** The keys that show a view: Ctrl and its number, then its own. The tenth and what comes after it have no number. */
export function viewChords(id: ViewId): readonly Chord[] {
  const number = viewIds.indexOf(id) + 1
  return [...(number < 10 ? [{ key: String(number), mod: true }] : []), ...(viewTable[id].chords ?? [])]
}
