// Running a command, wherever it was asked for. One that cannot be run says why: to a screen reader after a key, as a notice after the
// native menu.
import { announce } from '../ui/announcer'
import { text } from '../ui/text'
import { notify, report } from '../ui/toast'
import { editNatively, isTextEntry } from './native-edit'
import { commandTable, isCommandId } from '../../shared/commands/commands'
import { type CommandId, commandOf } from './commands'
import { windowState } from './window-state'

/** Runs a command if it can be run; a failure becomes a notice. Gives why it could not be run, or null. */
export async function runCommand(id: CommandId): Promise<string | null> {
  const command = commandOf(id)
  const state = windowState()
  const whyNot = command.whyNot(state)
  if (whyNot !== null) {
    announce(whyNot)
    return whyNot
  }
  try {
    await command.run(state)
  } catch (thrown) {
    report(thrown)
  }
  return null
}

/** Whether a dialog or a menu keeps the keys to itself. */
export function isCovered(): boolean {
  return document.querySelector('dialog[open], [role="menu"]:popover-open') !== null
}

/** Runs what was chosen in the native menu. Its Undo and Redo mean the text field that has the focus, as everywhere. */
export async function runFromMenu(id: unknown): Promise<void> {
  if (!isCommandId(id)) return
  const { leavesKeys, title } = commandTable[id]
  if (leavesKeys === 'in-text' && isTextEntry(document.activeElement)) editNatively(id === 'redo' ? 'redo' : 'undo')
  else if (document.querySelector('dialog[open]') !== null) announce(text.whyNot.free)
  else {
    const whyNot = await runCommand(id)
    if (whyNot !== null) notify({ tone: 'failed', message: text.app.cannotRun(title, whyNot) })
  }
}
