// The key that leads from a list to the field that filters it.
import type { KeyboardEvent } from 'react'

/** For `onKey` of a list: `/` alone goes to the field, and every other key is left to the list. */
export function slashGoesTo(toField: () => void): (event: KeyboardEvent) => boolean {
  return event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return false
    toField()
    return true
  }
}
