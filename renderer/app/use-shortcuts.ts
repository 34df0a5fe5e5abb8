// Keys of the whole window. A modal dialog or an open menu keeps its own keys; a text field keeps its own undo.
import { useEffect } from 'react'
import { report } from '../ui/toast'
import { commandFor } from './commands'
import { useSession } from './session'

/** Listens as long as it is mounted. */
export function useShortcuts(): void {
  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const command = commandFor(event)
      if (command === undefined || document.querySelector('dialog[open], [role="menu"]:popover-open')) return
      if (command.inText === 'native' && isTextEntry(event.target)) return
      event.preventDefault()
      if (command.enabled(useSession.getState())) void Promise.resolve(command.run()).catch(report)
    }
    window.addEventListener('keydown', keyDown)
    return () => window.removeEventListener('keydown', keyDown)
  }, [])
}

function isTextEntry(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
