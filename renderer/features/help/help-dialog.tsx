// The dialogs of the help.
import { AboutDialog } from './about-dialog'
import { useHelp } from './help-store'
import { ShortcutsDialog } from './shortcuts-dialog'

/** The one that is open, if any. */
export function HelpDialog() {
  const dialog = useHelp(state => state.dialog)
  if (dialog === null) return null
  return dialog === 'shortcuts' ? <ShortcutsDialog /> : <AboutDialog />
}
