// Opening and closing, wherever the file comes from: dialog, drop, recent list, sample, start argument. Unsaved changes
// are asked about first. The document that was open stays until the new one is there, so that a refusal costs nothing.
import { create } from 'zustand'
import type { FileGrant } from '../../../shared/model/grant'
import type { KeptDocument } from '../../../shared/model/app-facts'
import type { OpenedFile, OpenedDocument } from '../../../shared/model/document'
import type { OperationId } from '../../../shared/model/operation'
import type { UnfinishedWork } from '../../../shared/model/unfinished'
import { type ErrorData, toErrorData } from '../../../shared/model/errors'
import { isLocked } from '../../../shared/model/locked'
import { cancelOperation, operate } from '../../state/operations'
import { forgetDocument, isAlive, showDocument, useSession } from '../../state/session'
import { showFirstViews } from '../../state/layout'
import { focusPane } from '../../state/panes'
import { bridge } from '../../bridge/bridge'
import { call } from '../../bridge/call'
import { announce } from '../../ui/announcer'
import { ask } from '../../ui/confirm'
import { text } from '../../ui/text'
import { clearNotices, notify, report } from '../../ui/toast'
import { clearChanges, showChanges } from '../../state/changes-store'
import { flushEdits, forgetEdits, unsentEdits } from '../editor/pending-edits'
import { clearTree, startTree } from '../../state/tree-store'
import { goOn, tellOutdated, tellShared } from './unfinished'
import { offerUnfinished } from './unfinished-dialog'
import { chooseBank } from '../disks/bank-choice'
import { chooseCopy } from '../collections/copy-choice'
import { compareWithBank } from '../compare/compare-state'
import { grantOf, pickFile, releaseGrant } from './pick-file'

export interface Opening {
  readonly operation: OperationId
  readonly name: string
  /** Bytes; null before the host has told. */
  readonly size: number | null
}

export interface Refused {
  readonly name: string
  readonly error: ErrorData
  /** Of a file that is locked, to open it with a key; null for all others. */
  readonly grant: FileGrant | null
}

export const useOpening = create<{ readonly opening: Opening | null; readonly refused: Refused | null }>(() => ({
  opening: null,
  refused: null,
}))

/** Asks for a file and opens it. */
export async function chooseAndOpen(): Promise<void> {
  if (useSession.getState().facts?.host !== 'electron') {
    const file = await pickFile()
    if (file) await openFile(file)
    return
  }
  try {
    const grant = await call('file.choose', {})
    if (grant) await openGrant(grant)
  } catch (thrown) {
    report(thrown)
  }
}

/** Asks for a folder and opens it: a mounted boot bank, or a collection that is unpacked. The desktop window alone can. */
export async function chooseAndOpenFolder(): Promise<void> {
  try {
    const grant = await call('file.choose', { folder: true })
    if (grant) await openGrant(grant)
  } catch (thrown) {
    report(thrown)
  }
}

/** Opens a file that was dropped or picked in the page. */
export function openFile(file: File): Promise<void> {
  return open(file.name, file.size, operation => grantOf(file, operation))
}

/** Opens what the host has granted already. */
export function openGrant(grant: FileGrant): Promise<void> {
  return open(grant.name, grant.size, async () => grant)
}

/** Shows the document that the host kept while the page was gone, with its changes. */
export async function resumeDocument({ opened, grant }: KeptDocument): Promise<void> {
  const { document, root } = opened
  const [changes, card] = await Promise.all([call('changes.list', { document }), call('host.card', { document })])
  showDocument({ ...opened, card }, grant)
  showChanges(changes, opened.status.revision)
  await startTree({ ...opened, root: { ...root, change: changes.length > 0 ? 'inside' : null } })
  notify({ tone: 'done', message: text.open.resumed(opened.name) })
}

/** Opens one of the recent files. */
export function openRecent(id: string, name: string): Promise<void> {
  return open(name, null, () => call('file.recent', { id }))
}

/** Opens the file of an earlier run, and goes on with its changes if it is still the same. */
export async function openUnfinished(work: UnfinishedWork): Promise<void> {
  await open(work.name, null, () => call('unfinished.file', { id: work.id }), work.id)
}

/** Opens the generated sample. */
export function openSample(): Promise<void> {
  return open(text.open.sampleName, null, () => call('file.sample', {}))
}

/** Opens the same file again after its worker ended. */
export function openAgain(): Promise<void> {
  const { grant } = useSession.getState()
  return grant === null ? chooseAndOpen() : openGrant(grant)
}

/** Closes the document; asks first while there are unsaved changes. */
export async function closeDocument(): Promise<void> {
  const { opened } = useSession.getState()
  if (opened === null || !(await mayLeave(text.open.discardAndClose))) return
  leave()
  await release(opened)
}

/** Stops what is being opened. */
export function cancelOpening(): void {
  const { opening } = useOpening.getState()
  if (opening === null) return
  useOpening.setState({ opening: null })
  announce(text.common.cancelled)
  void cancelOperation(opening.operation).catch(report)
}

/** Takes the error card away. */
export function dismissRefusal(): void {
  const { refused } = useOpening.getState()
  useOpening.setState({ refused: null })
  if (refused?.grant) void releaseGrant(refused.grant)
}

/** Opens the locked file of the error card, as `ask` asks for it with a key. Rejects why the key is refused; then the card stays. */
export async function openRefused(ask: (grant: string, operation: OperationId) => Promise<OpenedFile>): Promise<void> {
  const { refused } = useOpening.getState()
  const grant = refused?.grant
  if (!grant) return
  await operate(text.open.opening(grant.name), async operation => {
    const opened = await ask(grant.grant, operation)
    useOpening.setState({ refused: null })
    await replace(opened, grant)
    focusPane('side')
    await settleUnfinished(opened, null)
  })
}

async function open(
  name: string,
  size: number | null,
  grantFor: (id: OperationId) => Promise<FileGrant>,
  /** Changes of an earlier run that were asked for already. */
  wanted: string | null = null,
): Promise<void> {
  if (useOpening.getState().opening !== null) return
  if (!(await mayLeave(text.open.discardAndOpen))) return
  dismissRefusal()
  await operate(text.open.opening(name), async operation => {
    useOpening.setState({ opening: { operation, name, size } })
    let granted: FileGrant | null = null
    const current = () => useOpening.getState().opening?.operation === operation
    try {
      const grant = await grantFor(operation)
      granted = grant
      if (!current()) return releaseGrant(grant)
      useOpening.setState({ opening: { operation, name: grant.name, size: grant.size } })
      const { opened, compareWith } = await openOrChoose(grant, operation)
      if (opened === null) return releaseGrant(grant)
      if (!current()) return release(opened)
      await replace(opened, grant)
      // Not before: a modal card lets nothing outside of it have the focus.
      useOpening.setState({ opening: null })
      focusPane('side')
      await settleUnfinished(opened, wanted)
      if (compareWith !== null) await compareWithBank(opened.document, compareWith)
    } catch (thrown) {
      const error = toErrorData(thrown)
      const waiting = granted !== null && isLocked(error) ? granted : null
      if (current()) refuse(name, error, waiting)
      else if (waiting) await releaseGrant(waiting)
    } finally {
      if (current()) useOpening.setState({ opening: null })
    }
  })
}

/** Opens the file; of a disk the bank, of a collection the copy that the user chooses. Null for any other file. */
async function openOrChoose(
  { grant }: FileGrant,
  operation: OperationId,
): Promise<{ readonly opened: OpenedFile | null; readonly compareWith: number | null }> {
  try {
    return { opened: await call('document.open', { grant, operation }), compareWith: null }
  } catch (thrown) {
    const { code } = toErrorData(thrown)
    if (code === 'CHOOSE_COPY') return { opened: await openChosenCopy(grant, operation), compareWith: null }
    if (code !== 'CHOOSE_BANK') throw thrown
  }
  const chosen = await chooseBank(await call('disk.banks', { grant, operation }))
  if (chosen === null) return { opened: null, compareWith: null }
  const opened = await call('document.open', { grant, operation, bank: chosen.bank })
  return { opened, compareWith: chosen.compareWith }
}

async function openChosenCopy(grant: string, operation: OperationId): Promise<OpenedFile | null> {
  const copy = await chooseCopy(await call('collection.copies', { grant, operation }))
  return copy === null ? null : call('document.open', { grant, operation, copy })
}

/** What has to be said or asked about the opened file. */
async function settleUnfinished(
  { document, name, unfinished, outdated, shared, changed }: OpenedFile,
  wanted: string | null,
) {
  if (shared) tellShared(name)
  if (changed) notify({ tone: 'failed', message: text.open.source[changed](name) })
  if (outdated) tellOutdated(outdated)
  if (unfinished && unfinished.id === wanted) await goOn(unfinished, document)
  else if (unfinished) offerUnfinished(unfinished, document)
}

async function replace(opened: OpenedDocument, grant: FileGrant): Promise<void> {
  const before = useSession.getState()
  leave()
  showDocument(opened, grant)
  showChanges([], opened.status.revision)
  await startTree(opened)
  announce(text.open.opened(opened.name, opened.card.entries))
  if (before.opened) await release(before.opened)
}

/** Lets the host close a document that the window no longer shows; it may have closed it already. */
async function release({ document }: Pick<OpenedDocument, 'document'>): Promise<void> {
  await bridge().invoke('document.close', { document })
}

/** Shows why a file was not opened, as a card, which is an alert: it is heard when it appears. */
export function refuse(name: string, error: ErrorData, grant: FileGrant | null = null): void {
  if (error.code === 'CANCELLED') return
  useOpening.setState({ refused: { name, error, grant } })
}

function leave(): void {
  const { opened } = useSession.getState()
  if (opened !== null) forgetEdits(opened.document)
  clearNotices()
  forgetDocument()
  clearTree()
  clearChanges()
  showFirstViews()
}

/** Whether the open document may be left: nothing unsaved, or the user says so. */
async function mayLeave(confirm: string): Promise<boolean> {
  if (!isAlive(useSession.getState())) return true
  await flushEdits()
  const { opened, status } = useSession.getState()
  if (opened === null || (!status?.dirty && unsentEdits(opened.document).length === 0)) return true
  return ask({ title: text.open.unsavedTitle, body: text.open.unsavedBody(opened.name), confirm, danger: true })
}
