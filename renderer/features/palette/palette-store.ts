// Whether the palette is open, and which commands were run from it last: they come first the next time, over restarts too.
import { create } from 'zustand'
import { type CommandId, isCommandId } from '../../../shared/commands/commands'
import { storage } from '../../state/storage'

const storageKey = 'bootbank.recent-commands'
const atMost = 5

export const usePalette = create<{ readonly open: boolean; readonly recent: readonly CommandId[] }>(() => ({
  open: false,
  recent: remembered(),
}))

/** Opens the palette, or closes it. */
export function togglePalette(): void {
  usePalette.setState(({ open }) => ({ open: !open }))
}

/** Closes the palette. */
export function closePalette(): void {
  usePalette.setState({ open: false })
}

/** Puts a command first among those used last. */
export function rememberCommand(id: CommandId): void {
  const recent = [id, ...usePalette.getState().recent.filter(other => other !== id)].slice(0, atMost)
  usePalette.setState({ recent })
  storage.setItem(storageKey, JSON.stringify(recent))
}

/** Nothing where what is stored was not written by this version. */
function remembered(): readonly CommandId[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isCommandId).slice(0, atMost) : []
  } catch {
    return []
  }
}
