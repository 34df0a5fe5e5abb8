// Keys of the desktop window that its native menu answers by itself, without the page.
import type { Chord } from './chord'

/** A new, empty window. */
export const newWindowKey: Chord = { key: 'n', mod: true }

/** Closes the window: on a Mac as everywhere there; elsewhere Ctrl+W is the document's. */
export function closeWindowKey(mac: boolean): Chord {
  return mac ? { key: 'w', mod: true } : { key: 'w', mod: true, shift: true }
}

/** What Electron's own roles for zooming and the full screen are bound to. */
export const zoomKeys: readonly Chord[] = [
  { key: '+', mod: true },
  { key: '-', mod: true },
  { key: '0', mod: true },
]
/** The key that toggles full screen; `mac` for that of macOS. */
export function fullScreenKey(mac: boolean): Chord {
  return mac ? { key: 'f', mod: true, ctrl: true } : { key: 'F11' }
}
