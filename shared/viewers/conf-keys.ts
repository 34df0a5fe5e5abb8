// The lines of an esx.conf as the window shows them by their keys. Secrets are not among them.

export interface ConfKeysView {
  /** For each line, in the order of the file: its key; null for a line that holds none. */
  readonly key: readonly (string | null)[]
  /** For each line: the value between the quotes; the whole line where there is no key. Bullets stand for what is secret. */
  readonly value: readonly string[]
  /** Indexes of the lines that hold a secret, in their order. */
  readonly secret: readonly number[]
}
