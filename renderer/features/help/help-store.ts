// Which dialog of the help is open, and which page of it.
import { create } from 'zustand'
import { type HelpPageId, helpPageIds } from '../../../shared/help/help-pages'

interface Help {
  readonly dialog: 'pages' | 'shortcuts' | 'about' | null
  readonly page: HelpPageId
}

export const useHelp = create<Help>(() => ({ dialog: null, page: helpPageIds[0] }))

/** Opens the help at the page that was read last. */
export function showHelp(): void {
  useHelp.setState({ dialog: 'pages' })
}

/** Opens a page of the help. */
export function showHelpPage(page: HelpPageId): void {
  useHelp.setState({ dialog: 'pages', page })
}

/** Opens the list of keys. */
export function showShortcuts(): void {
  useHelp.setState({ dialog: 'shortcuts' })
}

/** Opens what is said of the program itself. */
export function showAbout(): void {
  useHelp.setState({ dialog: 'about' })
}

/** Closes whichever is open. */
export function closeHelp(): void {
  useHelp.setState({ dialog: null })
}
