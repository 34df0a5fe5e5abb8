// Keys of the whole window. A modal dialog or an open menu keeps its own keys; a text field keeps its own undo.
import { useLayoutEffect } from 'react'
import { commandTable } from '../../shared/commands/commands'
import { isTextEntry } from '../state/native-edit'
import { commandFor, commandOf } from '../state/commands'
import { isCovered, runCommand } from '../state/run-command'
import { windowState } from '../state/window-state'

/** Listens as long as it is mounted: from the frame on that is drawn first, since a key pressed by then would be lost. */
export function useShortcuts(): void {
  useLayoutEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const id = commandFor(event)
      if (id === undefined) return
      const { leavesKeys } = commandTable[id]
      if (isCovered()) {
        // Or the browser would save the page, or open its own search, while the dialog is open.
        if (leavesKeys === undefined) event.preventDefault()
        return
      }
      if (leavesKeys === 'in-text' && isTextEntry(event.target)) return
      if (leavesKeys === 'if-unavailable' && commandOf(id).whyNot(windowState()) !== null) return
      event.preventDefault()
      void runCommand(id)
    }
    window.addEventListener('keydown', keyDown)
    return () => window.removeEventListener('keydown', keyDown)
  }, [])
}
