// What is remembered for each display: three panes that fit a large screen do not fit a small one. A display is known by its size in
// CSS pixels, which the system's scaling is part of and the zoom of the page is not.
import { storage } from './storage'

export const displayStorage = {
  /** What was stored for the display that the window is on; null if nothing was. */
  getItem(key: string): string | null {
    return storage.getItem(keyHere(key))
  },

  /** Stores a text for the display that the window is on. */
  setItem(key: string, value: string): void {
    storage.setItem(keyHere(key), value)
  },
}

function keyHere(key: string): string {
  return `${key}@${window.screen.width}x${window.screen.height}`
}
