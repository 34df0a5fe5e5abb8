// Takes a setting out, so that its default counts, or a whole row. It needs no question: it is one undo away.
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { applyStatus } from '../../state/session'
import { announce } from '../../ui/announcer'
import { settingsText as text } from '../../ui/text-settings'
import { report } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'

/** A refusal becomes a notice. */
export async function removeSetting(document: DocumentId, setting: string): Promise<void> {
  try {
    await flushEdits()
    applyStatus(await call('edit.settingRemove', { document, setting }))
    announce(text.edit.removed(setting))
  } catch (thrown) {
    report(thrown)
  }
}
