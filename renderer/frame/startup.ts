// What happens once, before the first frame and after it: listen, follow, ask the host who it is, open what was handed over.
import { create } from 'zustand'
import { type ErrorData, toErrorData } from '../../shared/model/errors'
import { bridge } from '../bridge/bridge'
import { call } from '../bridge/call'
import { openGrant, resumeDocument } from '../features/open/open-document'
import { loadDeferredLater } from '../ui/deferred'
import { report } from '../ui/toast'
import { announceProgress } from '../state/announce-progress'
import { followDocument } from '../state/follow-document'
import { followWindow } from '../state/layout'
import { moveOperation } from '../state/operations'
import { provideCommands } from '../state/commands'
import { commandActions } from './command-actions'
import { followSource } from '../features/open/follow-source'
import { followPage } from './page-life'
import { watchPanes } from '../state/panes'
import { runFromMenu } from '../state/run-command'
import { applyStatus, useSession } from '../state/session'

/** Why the window could not start at all; null while it can. */
export const useStartFailure = create<{ readonly error: ErrorData | null }>(() => ({ error: null }))

/** Called once, by the entry. */
export function startWindow(): void {
  provideCommands(commandActions)
  followWindow()
  followPage()
  followDocument()
  announceProgress()
  watchPanes()
  window.addEventListener('unhandledrejection', event => report(event.reason))
  window.addEventListener('error', event => event.error && report(event.error))
  void meetHost()
  loadDeferredLater()
}

async function meetHost(): Promise<void> {
  try {
    const door = bridge()
    door.on('progress', moveOperation)
    door.on('document.changed', applyStatus)
    door.on('document.failed', ({ document, error }) => {
      if (useSession.getState().opened?.document === document) useSession.setState({ failure: error })
    })
    followSource(door)
    door.on('file.arrived', grant => void openGrant(grant))
    door.on('command.run', ({ command }) => void runFromMenu(command))
    const facts = await call('app.facts', {})
    useSession.setState({ facts })
    if (facts.resume) await resumeDocument(facts.resume)
    if (facts.pending) await openGrant(facts.pending)
  } catch (thrown) {
    useStartFailure.setState({ error: toErrorData(thrown) })
  }
}
