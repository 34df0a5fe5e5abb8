// The root: one of two screens, and what may lie over either.
import { BusyCard } from '../features/open/busy-card'
import { DropOverlay } from '../features/open/drop-overlay'
import { ErrorCard } from '../features/open/error-card'
import { openFile } from '../features/open/open-document'
import { FilePicker } from '../features/open/pick-file'
import { RefusalDialog } from '../features/open/refusal'
import { Welcome } from '../features/open/welcome'
import { Announcer } from '../ui/announcer'
import { Button } from '../ui/button'
import { ConfirmHost } from '../ui/confirm'
import { MenuHost } from '../ui/menu'
import { text } from '../ui/text'
import { ToastHost } from '../ui/toast'
import { TooltipHost } from '../ui/tooltip'
import styles from './app.module.css'
import { Dialogs } from './dialogs'
import { useSession } from '../state/session'
import { useStartFailure } from './startup'
import { useShortcuts } from './use-shortcuts'
import { Workspace } from './workspace'

/** Everything in the window. */
export function App() {
  useShortcuts()
  const document = useSession(state => state.opened?.document)
  const failure = useStartFailure(state => state.error)
  return (
    <>
      {failure && (
        <main className={styles.failed}>
          <ErrorCard title={text.app.notStarted} error={failure}>
            <Button label={text.broken.reload} kind="primary" onClick={() => window.location.reload()} />
          </ErrorCard>
        </main>
      )}
      {!failure && (document === undefined ? <Welcome /> : <Workspace key={document} document={document} />)}
      {document !== undefined && <RefusalDialog />}
      <Dialogs />
      <BusyCard />
      <ConfirmHost />
      <DropOverlay />
      <FilePicker onFile={pick} />
      <MenuHost />
      <ToastHost />
      <TooltipHost />
      <Announcer />
    </>
  )
}

function pick(file: File): void {
  void openFile(file)
}
