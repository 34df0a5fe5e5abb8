// Undo and redo of the text that has the focus, for the native menu. The browser keeps a history of every field; an editor that keeps
// one of its own, which the browser knows nothing of, offers it here.

export interface TypingHistory {
  readonly undo: () => void
  readonly redo: () => void
}

const histories = new WeakMap<Element, TypingHistory>()

/** Offers the history of what is typed into an element, for as long as the element lives. */
export function offerTypingHistory(element: Element, history: TypingHistory): void {
  histories.set(element, history)
}

/** Whether what has the focus takes typed text. */
export function isTextEntry(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

/** Takes back typing, or types it again, where the focus is. */
export function editNatively(step: 'undo' | 'redo'): void {
  const { activeElement } = document
  const history = activeElement && histories.get(activeElement)
  if (history) history[step]()
  else document.execCommand(step)
}
