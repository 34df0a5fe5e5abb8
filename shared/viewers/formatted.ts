// XML or JSON with a line for each part, to be read, and the same beside its text.

import type { TextView } from './text'

export interface FormattedView {
  readonly language: 'xml' | 'json'
  /** With its secrets as bullets. Where something is wrong, with a line for each part all the same. */
  readonly text: string
  /** What is wrong with the file, and where in it, from 1; null for nothing. */
  readonly problem: { readonly line: number; readonly column: number; readonly message: string } | null
}

/** The text as it is in the file, to be edited, and formatted. */
export interface BesideView {
  readonly raw: TextView
  /** Null while what is typed is something else than XML or JSON, or more than is formatted. */
  readonly formatted: FormattedView | null
}
