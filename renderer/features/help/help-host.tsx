// Where the dialogs of the help appear.
import { AboutDialog } from './about-dialog'
import { useHelp } from './help-store'
import { ShortcutsDialog } from './shortcuts-dialog'

export function HelpHost() {
  const dialog = useHelp(state => state.dialog)
  if (dialog === null) return null
  return dialog === 'shortcuts' ? <ShortcutsDialog /> : <AboutDialog />
}
