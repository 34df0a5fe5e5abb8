// The double's dialogs: the user's answers are prepared on the stage.
import { after } from './ready'
import { stage } from './stage'
import { type Modelled, strict } from './strict'

/** Stands for a question that the user does not answer. */
export const untilWithdrawn = 'until withdrawn'

export const dialog = strict('dialog', {
  showOpenDialog: async (...args: unknown[]) => answered('showOpenDialog', defaultPathIn(args)),
  showSaveDialog: async (...args: unknown[]) => answered('showSaveDialog', defaultPathIn(args)),
  showMessageBox: async (_window: unknown, options: Electron.MessageBoxOptions) => {
    const { message, buttons = [], cancelId = 0, signal } = options
    if (typeof message !== 'string') throw new TypeError('Message must be a string')
    if (cancelId >= buttons.length) throw new Error(`electron double: "${message}" has no button ${cancelId}`)
    stage.questions.push(message)
    const answer = await answered('showMessageBox')
    if (answer !== untilWithdrawn) return answer
    if (!signal) throw new Error('electron double: this question cannot be withdrawn')
    await new Promise(resolve => signal.addEventListener('abort', resolve))
    return { response: cancelId }
  },
  showErrorBox: (title: string, text: string) => void stage.shown.push(`showErrorBox: ${title}: ${text}`),
} satisfies Modelled<Electron.Dialog>)

/** Where a dialog for files begins, with or without a window before its options. Throws for what Electron throws for. */
function defaultPathIn(args: readonly unknown[]): string | undefined {
  // The type is that of dialog.showOpenDialog and dialog.showSaveDialog.
  const { properties, title, defaultPath } = args.at(-1) as Electron.OpenDialogOptions & Electron.SaveDialogOptions
  if (properties !== undefined && !Array.isArray(properties)) throw new TypeError('Properties must be an array')
  if (title !== undefined && typeof title !== 'string') throw new TypeError('Title must be a string')
  if (defaultPath !== undefined && typeof defaultPath !== 'string') throw new TypeError('Default path must be a string')
  return defaultPath
}

function answered(name: string, defaultPath?: string): unknown {
  after(`dialog.${name}`)
  stage.shown.push(name)
  if (defaultPath !== undefined) stage.defaultPaths.push(defaultPath)
  if (stage.dialogs.length === 0) throw new Error(`electron double: ${name} was not expected`)
  return stage.dialogs.shift()
}
