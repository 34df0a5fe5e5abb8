// The window's title, and what happens when the page is left: in the browser host a tab with unsaved changes asks first (the
// desktop window has a guard of its own, with a native dialog); then the host is told that it can forget the document.
import { bridge } from '../bridge/bridge'
import { unsentEdits } from '../features/editor/pending-edits'
import { useOpening } from '../features/open/open-document'
import { text } from '../ui/text'
import { type Session, useSession } from '../state/session'

/** Keeps the title true to the document, and guards the page, from now on. */
export function followPage(): void {
  const show = (session: Session) => {
    document.title = text.app.windowTitle(session.opened?.name ?? null, session.status?.dirty ?? false)
  }
  show(useSession.getState())
  useSession.subscribe(show)
  window.addEventListener('beforeunload', event => {
    const { facts, opened, status, failure } = useSession.getState()
    if (facts?.host !== 'browser' || opened === null || failure !== null) return
    if (status?.dirty || unsentEdits(opened.document).length > 0) event.preventDefault()
  })
  window.addEventListener('pagehide', event => {
    if (event.persisted) return
    const { opened } = useSession.getState()
    if (opened !== null) void bridge().invoke('document.close', { document: opened.document })
    const { opening } = useOpening.getState()
    if (opening !== null) void bridge().invoke('operation.cancel', { operation: opening.operation })
  })
}
