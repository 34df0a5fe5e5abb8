// XML or JSON with a line for each part, to be read.

export interface FormattedView {
  readonly language: 'xml' | 'json'
  /** With its secrets as bullets; as it stands in the file where it could not be formatted. */
  readonly text: string
  /** What is wrong with the file, and where in it, from 1; null for nothing. */
  readonly problem: { readonly line: number; readonly column: number; readonly message: string } | null
}
