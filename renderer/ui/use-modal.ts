// What makes a dialog element modal for as long as it is mounted: focus trap and inert page come with the element; the focus
// returns to where it was. Trap: the browser closes a modal on a second Escape even if `cancel` was prevented, so the caller
// prevents that event and handles Escape as a key. What has `data-autofocus` gets the focus first.
import { type RefObject, useLayoutEffect } from 'react'

/** Opens the dialog when it comes into the page; when it leaves, the focus goes back to where it was. */
export function useModal(element: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const dialog = element.current
    const before = document.activeElement
    if (dialog && !dialog.open) dialog.showModal()
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [element])
}
