// localStorage where it may be denied or full: what cannot be stored is remembered until the window closes.

export const storage = {
  /** The stored text; null if there is none or it may not be read. */
  getItem(key: string): string | null {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  },

  /** Stores a text if that is possible. */
  setItem(key: string, value: string): void {
    try {
      localStorage.setItem(key, value)
    } catch {
      // Denied or full; see above.
    }
  },
}
