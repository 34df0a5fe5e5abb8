// The keys of the settings beside those of every tree.
import { type KeyHelp, plain } from '../../ui/key-help'
import { settingsText as text } from '../../ui/text-settings'

/** For the help. */
export const settingsKeys: readonly KeyHelp[] = [
  { chords: plain('/'), does: text.keys.filter },
  { chords: plain('Escape'), does: text.keys.close },
]

/** What a key without modifiers does in the tree of settings, or null where it is none of these. */
export function settingsActionOf(key: string): 'filter' | 'close' | null {
  if (key === '/') return 'filter'
  return key === 'Escape' ? 'close' : null
}
