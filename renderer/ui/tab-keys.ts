// Where the arrow keys lead among tabs that stand side by side.
import { type KeyHelp, plain } from './key-help'
import { text } from './text'

/** For the help. */
export const tabKeys: readonly KeyHelp[] = [{ chords: plain('ArrowRight', 'ArrowLeft'), does: text.keys.tabs }]

/** The tab that a key leads to, around the ends; null for any other key. */
export function tabFor<T>(key: string, tabs: readonly T[], shown: T): T | null {
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return null
  return tabs[(tabs.indexOf(shown) + step + tabs.length) % tabs.length] ?? null
}
