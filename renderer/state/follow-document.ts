// Keeps what the window shows of the document in step with its revision: the changes list first, then the tree's stale
// folders, then the host card. One round at a time; edits that come during one share the next. A round over a huge folder
// is followed by a pause as long as itself, so that typing never waits for it.
import type { DocumentId } from '../../shared/model/document'
import { call } from '../bridge/call'
import { showChanges, useChanges } from './changes-store'
import { touched } from './stale'
import { refreshTree } from './tree-store'
import { report } from '../ui/toast'
import { isAlive, useSession } from './session'

const shortest = 60
const cardPause = 600

let running = false
let cardTimer = 0

/** Starts following, for the life of the window. */
export function followDocument(): void {
  useSession.subscribe((now, before) => {
    if (now.status !== before.status && now.opened === before.opened) void follow()
  })
}

async function follow(): Promise<void> {
  if (running) return
  running = true
  try {
    for (let due = dueRevision(); due !== null; due = dueRevision()) {
      const began = performance.now()
      try {
        await bringTo(due.document, due.revision)
      } catch (thrown) {
        reportIfOpen(due.document, thrown)
        if (due.document === useSession.getState().opened?.document) return
      }
      await pause(Math.max(shortest, performance.now() - began))
    }
  } finally {
    running = false
  }
}

/** The document may have been closed since the question was asked; nobody needs that answer. */
function reportIfOpen(document: DocumentId, thrown: unknown): void {
  const session = useSession.getState()
  if (isAlive(session) && session.opened?.document === document) report(thrown)
}

/** The document and its revision, if the window shows an older one; else null. */
function dueRevision(): { readonly document: DocumentId; readonly revision: number } | null {
  const session = useSession.getState()
  if (!isAlive(session) || session.status === null) return null
  const { document, revision } = session.status
  return revision === useChanges.getState().revision ? null : { document, revision }
}

async function bringTo(document: DocumentId, revision: number): Promise<void> {
  const changes = await call('changes.list', { document })
  await refreshTree(document, touched(useChanges.getState().changes, changes), changes.length > 0)
  if (useSession.getState().opened?.document !== document) return
  showChanges(changes, revision)
  window.clearTimeout(cardTimer)
  cardTimer = window.setTimeout(() => void refreshCard(document), cardPause)
}

async function refreshCard(document: DocumentId): Promise<void> {
  try {
    const card = await call('host.card', { document })
    if (useSession.getState().opened?.document === document) useSession.setState({ card })
  } catch (thrown) {
    reportIfOpen(document, thrown)
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => window.setTimeout(resolve, milliseconds))
}
