// Changes that an earlier run of the program could not save: going on with them, or forgetting them for good.
import type { UnfinishedWork } from '../../../shared/model/unfinished'
import type { DocumentId } from '../../../shared/model/document'
import { toErrorData } from '../../../shared/model/errors'
import { isLocked } from '../../../shared/model/locked'
import { applyStatus } from '../../state/session'
import { call } from '../../bridge/call'
import { ask } from '../../ui/confirm'
import { text } from '../../ui/text'
import { notify, report } from '../../ui/toast'
import { keysText } from '../keys/text'
import { unfinishedText } from './text'

/** What could not be done again yet: its layer is locked, and the key is kept nowhere. */
let waiting: { readonly work: UnfinishedWork; readonly document: DocumentId } | null = null

/** Does the changes again on the document that shows. Never rejects. */
export async function goOn(work: UnfinishedWork, document: DocumentId): Promise<void> {
  try {
    applyStatus(await call('unfinished.resume', { id: work.id, document }))
    notify({ tone: 'done', message: unfinishedText.resumed(work.edits) })
  } catch (thrown) {
    if (!isLocked(toErrorData(thrown))) return report(thrown)
    waiting = { work, document }
    notify({ tone: 'failed', message: keysText.waiting(work.name) })
  }
}

/** Changes that wait for a locked layer of the document to be opened, which is the case now. */
export function takeWaiting(document: DocumentId): UnfinishedWork | null {
  const found = waiting?.document === document ? waiting.work : null
  waiting = null
  return found
}

/** Asks, and removes the changes for good. Resolves true when they are gone. Never rejects. */
export async function forget(work: UnfinishedWork): Promise<boolean> {
  const sure = await ask({
    title: unfinishedText.forgetTitle(work.name),
    body: unfinishedText.forgetBody(work.edits),
    confirm: unfinishedText.forget,
    danger: true,
  })
  if (!sure) return false
  try {
    await call('unfinished.forget', { id: work.id })
    return true
  } catch (thrown) {
    report(thrown)
    return false
  }
}

/** Says that changes are kept which do not fit the file that was opened. */
export function tellOutdated(work: UnfinishedWork): void {
  notify({
    tone: 'failed',
    message: unfinishedText.outdated(work.name, work.edits),
    action: { label: unfinishedText.forget, run: () => void forget(work) },
  })
}

/** Says that another window has the same file open. */
export function tellShared(name: string): void {
  notify({ tone: 'failed', message: text.open.shared(name) })
}
