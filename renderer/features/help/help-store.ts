// Which dialog of the help is open.
import { create } from 'zustand'

export const useHelp = create<{ readonly dialog: 'shortcuts' | 'about' | null }>(() => ({ dialog: null }))

export function showShortcuts(): void {
  useHelp.setState({ dialog: 'shortcuts' })
}

export function showAbout(): void {
  useHelp.setState({ dialog: 'about' })
}

export function closeHelp(): void {
  useHelp.setState({ dialog: null })
}
