// A file of accounts (passwd, shadow, group, gshadow) as a table. No hash is in it.

export interface AccountsCell {
  readonly text: string
  /** Worth a second look, such as an account without a password. */
  readonly attention: boolean
}

export interface AccountsRow {
  /** From 1. */
  readonly line: number
  /** One for each column. */
  readonly cells: readonly AccountsCell[]
}

export interface AccountsView {
  readonly columns: readonly string[]
  readonly rows: readonly AccountsRow[]
  /** Rows beyond those that are shown. */
  readonly more: number
  /** What is wrong in which line, at most some dozens of them. */
  readonly problems: readonly { readonly line: number; readonly message: string }[]
  /** Problems beyond those that are shown. */
  readonly moreProblems: number
}
