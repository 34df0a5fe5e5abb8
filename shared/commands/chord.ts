// A key with its modifiers, as commands, views and the window's own keys name it.
/** A key with its modifiers. */
export interface Chord {
  /** `KeyboardEvent.key`; letters in lower case. */
  readonly key: string
  /** Cmd on a Mac, Ctrl elsewhere. */
  readonly mod?: boolean
  /** Ctrl everywhere, on a Mac too. */
  readonly ctrl?: boolean
  readonly shift?: boolean
  readonly alt?: boolean
  /** Where the chord counts; absent: on every system. */
  readonly system?: 'mac' | 'other'
  /** The desktop window alone: a browser keeps it for itself. */
  readonly host?: 'electron'
}
