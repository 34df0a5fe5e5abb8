// Keys in the form that Electron's menus take.
import type { Chord } from '../../../shared/commands/chord'

const names: Readonly<Record<string, string>> = { '+': 'Plus', ' ': 'Space', ArrowUp: 'Up', ArrowDown: 'Down' }

/** A chord such as `CommandOrControl+Shift+Z`. */
export function acceleratorOf({ key, mod, ctrl, shift, alt }: Chord): string {
  const named = names[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  return [ctrl && 'Control', mod && 'CommandOrControl', alt && 'Alt', shift && 'Shift', named].filter(Boolean).join('+')
}
