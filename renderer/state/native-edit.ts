// Undo and redo of the text that has the focus, for the native menu. The editor keeps a history of its own, which the browser's
// knows nothing of.
import { redo, undo } from '@codemirror/commands'
import { EditorView } from '@codemirror/view'

/** Whether what has the focus takes typed text. */
export function isTextEntry(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

/** Takes back typing, or types it again, where the focus is. */
export function editNatively(step: 'undo' | 'redo'): void {
  const { activeElement } = document
  const view = activeElement instanceof HTMLElement ? EditorView.findFromDOM(activeElement) : null
  // A field in a panel of the editor, such as the search, is no part of its text.
  if (view?.contentDOM === activeElement && view !== null) (step === 'undo' ? undo : redo)(view)
  else document.execCommand(step)
}
