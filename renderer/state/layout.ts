// How the window is laid out, remembered between starts, panes for each display. Their sizes are remembered by the panel library
// under keys of its own; here is what a button switches.
import { create } from 'zustand'
import { isMainView, isSideView, type MainViewId, type SideViewId, type ViewId } from '../../shared/commands/views'
import type { Density } from '../ui/density'
import { displayStorage } from './display-storage'
import { storage } from './storage'

export type Theme = 'system' | 'dark' | 'light' | 'contrast'

/** Below this width (CSS pixels) the inspector has a switch of its own, off at first. */
export const narrowBelow = 1100
/** Below this width there is no room for three panes: the inspector takes the place of the middle one. */
export const tightBelow = 760

export interface Layout {
  /** What the left pane lists. */
  readonly side: SideViewId
  /** What the middle pane shows: the content of what was chosen at the left, or a view of the whole backup. */
  readonly main: MainViewId
  readonly theme: Theme
  readonly density: Density
  readonly inspector: { readonly wide: boolean; readonly narrow: boolean }
  /** Whether the window is narrow now. */
  readonly narrow: boolean
  /** Whether it is so narrow that there is room for two panes only. */
  readonly tight: boolean
}

const firstViews = { side: 'explorer', main: 'host' } as const
const storageKey = 'bootbank.layout'
const inspectorKey = 'bootbank.inspector'

export const useLayout = create<Layout>(() => ({
  ...firstViews,
  theme: 'system',
  density: 'dense',
  inspector: rememberedInspector(),
  ...room(),
  ...remembered(),
}))

/** Whether the inspector shows: only beside the content of an entry, for it is about that entry. */
export function inspectorShows(layout: Layout): boolean {
  return layout.main === 'content' && inspectorIsOn(layout)
}

/** Whether it shows beside the content of an entry. */
export function inspectorIsOn(layout: Layout): boolean {
  return layout.narrow ? layout.inspector.narrow : layout.inspector.wide
}

/** Brings a view to the front of its pane. */
export function showView(id: ViewId): void {
  if (isSideView(id)) useLayout.setState({ side: id })
  else if (isMainView(id)) useLayout.setState({ main: id })
}

/** The views that a document is opened with. */
export function showFirstViews(): void {
  useLayout.setState(firstViews)
}

/** Changes the theme, for this and later starts. */
export function chooseTheme(theme: Theme): void {
  useLayout.setState({ theme })
  remember()
}

/** Changes the height of rows, for this and later starts. */
export function chooseDensity(density: Density): void {
  useLayout.setState({ density })
  remember()
}

/** Shows the inspector or hides it. */
export function toggleInspector(): void {
  useLayout.setState(layout => ({
    inspector: layout.narrow
      ? { ...layout.inspector, narrow: !layout.inspector.narrow }
      : { ...layout.inspector, wide: !layout.inspector.wide },
  }))
  displayStorage.setItem(inspectorKey, JSON.stringify(useLayout.getState().inspector))
}

/** From now on keeps theme and density on the page, and `narrow` and `tight` true to the window's width. */
export function followWindow(): void {
  const light = window.matchMedia('(prefers-color-scheme: light)')
  const contrast = window.matchMedia('(prefers-contrast: more)')
  const system = () => (contrast.matches ? 'contrast' : light.matches ? 'light' : 'dark')
  const paint = () => {
    const { theme, density } = useLayout.getState()
    document.documentElement.dataset.theme = theme === 'system' ? system() : theme
    document.documentElement.dataset.density = density
  }
  paint()
  light.addEventListener('change', paint)
  contrast.addEventListener('change', paint)
  useLayout.subscribe(paint)
  window.addEventListener('resize', () => {
    const { narrow, tight } = room()
    const known = useLayout.getState()
    if (narrow !== known.narrow || tight !== known.tight) useLayout.setState({ narrow, tight })
  })
}

function room(): Pick<Layout, 'narrow' | 'tight'> {
  return { narrow: window.innerWidth < narrowBelow, tight: window.innerWidth < tightBelow }
}

function remember(): void {
  const { theme, density } = useLayout.getState()
  storage.setItem(storageKey, JSON.stringify({ theme, density }))
}

function remembered(): Partial<Pick<Layout, 'theme' | 'density'>> {
  const stored = parsed(storage.getItem(storageKey))
  return {
    ...('theme' in stored && isTheme(stored.theme) ? { theme: stored.theme } : {}),
    ...('density' in stored && isDensity(stored.density) ? { density: stored.density } : {}),
  }
}

function rememberedInspector(): Layout['inspector'] {
  const stored = parsed(displayStorage.getItem(inspectorKey))
  return isSwitch(stored) ? stored : { wide: true, narrow: false }
}

/** A stored object; an empty one if what is stored is not an object. */
function parsed(text: string | null): object {
  try {
    const stored: unknown = JSON.parse(text ?? '{}')
    return typeof stored === 'object' && stored !== null ? stored : {}
  } catch {
    return {}
  }
}

function isTheme(value: unknown): value is Theme {
  return value === 'system' || value === 'dark' || value === 'light' || value === 'contrast'
}

function isDensity(value: unknown): value is Density {
  return value === 'dense' || value === 'comfortable'
}

function isSwitch(value: unknown): value is Layout['inspector'] {
  return (
    typeof value === 'object' &&
    value !== null &&
    'wide' in value &&
    typeof value.wide === 'boolean' &&
    'narrow' in value &&
    typeof value.narrow === 'boolean'
  )
}
