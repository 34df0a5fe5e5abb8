// "Save a copy": the changed file alone, written beside the source and read back, without the rest of a bundle.
import { bundleText } from './text'
import { operate } from '../../state/operations'
import { applyStatus, useSession } from '../../state/session'
import { call } from '../../bridge/call'
import { fetchDownload } from '../../bridge/download'
import { text } from '../../ui/text'
import { notify, report } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'

/** Lets the user choose a place and writes the file there; the notice tells the proof. */
export async function saveCopy(): Promise<void> {
  await flushEdits()
  const { opened } = useSession.getState()
  if (opened === null) return
  const { document, name } = opened
  const target = await call('target.choose', { kind: 'file', suggestedName: name })
  if (target === null) return
  const saved = await operate(bundleText.savingCopy(name), operation =>
    call('document.save', { document, target: target.target, operation }),
  )
  if (saved.download !== null) fetchDownload(saved.download)
  const show = () => void call('target.show', { target: target.target }).catch(report)
  notify({
    tone: 'done',
    message: saved.proof ? bundleText.savedProven(saved.label, saved.proof) : text.tree.savedTo(saved.label),
    ...(saved.download === null && { action: { label: bundleText.show, run: show } }),
  })
  applyStatus(await call('document.status', { document }))
}
