// The tabs of the left pane, and where the arrow keys lead among them.
import { type KeyHelp, plain } from '../ui/key-help'
import { text } from '../ui/text'
import type { SideTab } from './layout'

export const sideTabs = ['explorer', 'changes'] as const satisfies readonly SideTab[]

/** For the help. */
export const tabKeys: readonly KeyHelp[] = [{ chords: plain('ArrowRight', 'ArrowLeft'), does: text.keys.tabs }]

/** The tab that a key leads to; null for any other key. */
export function tabFor(key: string, shown: SideTab): SideTab | null {
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return null
  return sideTabs[(sideTabs.indexOf(shown) + step + sideTabs.length) % sideTabs.length] ?? null
}
