// How the window is laid out, remembered between starts, panes for each display. Their sizes are remembered by the panel library
// under keys of its own; here is what a button switches.
import { create } from 'zustand'
import { displayStorage } from './display-storage'
import { storage } from './storage'

export type SideTab = 'explorer' | 'changes'
export type Theme = 'system' | 'dark' | 'light'

/** Below this width (CSS pixels) the inspector has a switch of its own, off at first. */
export const narrowBelow = 1100

export interface Layout {
  readonly tab: SideTab
  readonly theme: Theme
  readonly inspector: { readonly wide: boolean; readonly narrow: boolean }
  /** Whether the window is narrow now. */
  readonly narrow: boolean
}

const storageKey = 'bootbank.layout'
const inspectorKey = 'bootbank.inspector'

export const useLayout = create<Layout>(() => ({
  tab: 'explorer',
  theme: 'system',
  inspector: rememberedInspector(),
  narrow: window.innerWidth < narrowBelow,
  ...remembered(),
}))

/** Whether the inspector shows. */
export function inspectorShows(layout: Layout): boolean {
  return layout.narrow ? layout.inspector.narrow : layout.inspector.wide
}

export function showTab(tab: SideTab): void {
  useLayout.setState({ tab })
}

export function chooseTheme(theme: Theme): void {
  useLayout.setState({ theme })
  remember()
}

export function toggleInspector(): void {
  useLayout.setState(layout => ({
    inspector: layout.narrow
      ? { ...layout.inspector, narrow: !layout.inspector.narrow }
      : { ...layout.inspector, wide: !layout.inspector.wide },
  }))
  displayStorage.setItem(inspectorKey, JSON.stringify(useLayout.getState().inspector))
}

/** Keeps the theme on the page and `narrow` true to the window from now on. */
export function followWindow(): void {
  const light = window.matchMedia('(prefers-color-scheme: light)')
  const paint = () => {
    const { theme } = useLayout.getState()
    document.documentElement.dataset.theme = theme === 'system' ? (light.matches ? 'light' : 'dark') : theme
  }
  paint()
  light.addEventListener('change', paint)
  useLayout.subscribe(paint)
  window.addEventListener('resize', () => {
    const narrow = window.innerWidth < narrowBelow
    if (narrow !== useLayout.getState().narrow) useLayout.setState({ narrow })
  })
}

function remember(): void {
  const { theme } = useLayout.getState()
  storage.setItem(storageKey, JSON.stringify({ theme }))
}

function remembered(): Partial<Pick<Layout, 'theme'>> {
  const stored = parsed(storage.getItem(storageKey))
  return { ...('theme' in stored && isTheme(stored.theme) ? { theme: stored.theme } : {}) }
}

function rememberedInspector(): Layout['inspector'] {
  const stored = parsed(displayStorage.getItem(inspectorKey))
  return isSwitch(stored) ? stored : { wide: true, narrow: false }
}

/** A stored object; an empty one where what is stored is none. */
function parsed(text: string | null): object {
  try {
    const stored: unknown = JSON.parse(text ?? '{}')
    return typeof stored === 'object' && stored !== null ? stored : {}
  } catch {
    return {}
  }
}

function isTheme(value: unknown): value is Theme {
  return value === 'system' || value === 'dark' || value === 'light'
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
