// A small file of the host in words: what it is for, and the facts in it. No secret is among them.

export interface AboutFact {
  readonly label: string
  readonly value: string
}

export interface AboutView {
  /** What the file is for: a sentence or two. What is not known of it is said. */
  readonly purpose: string
  readonly facts: readonly AboutFact[]
  /** Facts that the file holds besides, too many to show. */
  readonly more: number
  /** What of it could not be read, and where. */
  readonly notes: readonly string[]
}
