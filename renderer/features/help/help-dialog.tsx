// The dialogs of the help.
import { AboutDialog } from './about-dialog'
import { useHelp } from './help-store'
import { PagesDialog } from './pages-dialog'
import { ShortcutsDialog } from './shortcuts-dialog'

/** The one that is open, if any. */
export function HelpDialog() {
  const { dialog, page } = useHelp()
  if (dialog === null) return null
  if (dialog === 'pages') return <PagesDialog page={page} />
  return dialog === 'shortcuts' ? <ShortcutsDialog /> : <AboutDialog />
}
