// What happens to the opened file, and to the journal of its changes, while it is open: said once, in a notice that stays.
import type { bridge } from '../../bridge/bridge'
import { useSession } from '../../state/session'
import { text } from '../../ui/text'
import { notify } from '../../ui/toast'

/** Starts listening, for the life of the window. */
export function followSource(door: ReturnType<typeof bridge>): void {
  const tell = (document: string, message: (name: string) => string) => {
    const { opened } = useSession.getState()
    if (opened?.document === document) notify({ tone: 'failed', message: message(opened.name) })
  }
  door.on('source.changed', ({ document, now }) => tell(document, text.open.source[now]))
  door.on('source.shared', ({ document }) => tell(document, text.open.shared))
  door.on('journal.failed', ({ document, reason }) => tell(document, () => text.open.journalFailed(reason)))
}
