// Seal and unseal from the window: what is not known of the host is said before, and one undo takes it back.
import type { DocumentStatus } from '../../../shared/model/document'
import { isSealedAway } from '../../../shared/model/host-card'
import { call } from '../../bridge/call'
import { applyStatus, useSession } from '../../state/session'
import type { WindowState } from '../../state/window-state'
import { type Question, ask } from '../../ui/confirm'
import { notify, report } from '../../ui/toast'
import { undo } from '../changes/history'
import { flushEdits } from '../editor/pending-edits'
import { pickGrant, releaseGrant } from '../open/pick-file'
import { text } from '../../ui/text'
import { keysText } from './text'

const { whyNot } = keysText

/** Why there is no seal to take off. */
export function whyNotUnseal({ session: { card } }: WindowState): string | null {
  if (card === null || card.encryption === 'absent') return whyNot.plain
  return isSealedAway(card) ? whyNot.locked : null
}

/** Why no seal can be put on. */
export function whyNotSeal({ session: { card } }: WindowState): string | null {
  return card?.encryption === 'absent' ? null : whyNot.sealed
}

/** local.tgz.ve becomes local.tgz. */
export function unsealLayer(): Promise<void> {
  return afterAsking(keysText.unseal, document => call('edit.unseal', { document }), keysText.unseal.done)
}

/** local.tgz becomes local.tgz.ve with a new key. */
export function sealLayer(): Promise<void> {
  return afterAsking(keysText.seal, document => call('edit.seal', { document }), keysText.seal.done)
}

/** The same with the key of an encryption.info that the user chooses. */
export async function sealLayerWith(): Promise<void> {
  const chosen = await pickGrant()
  if (chosen === null) return
  const { title, body } = keysText.sealWith
  try {
    await afterAsking(
      { title: title(chosen.name), body, confirm: keysText.seal.confirm },
      document => call('edit.sealWith', { document, grant: chosen.grant }),
      keysText.seal.done,
    )
  } finally {
    await releaseGrant(chosen)
  }
}

async function afterAsking(
  question: Question,
  edit: (document: string) => Promise<DocumentStatus>,
  done: string,
): Promise<void> {
  const { title, body, confirm } = question
  if (!(await ask({ title, body, confirm }))) return
  await flushEdits()
  const { opened } = useSession.getState()
  if (opened === null) return
  applyStatus(await edit(opened.document))
  notify({ tone: 'done', message: done, action: { label: text.commands.undo, run: () => void undo().catch(report) } })
}
