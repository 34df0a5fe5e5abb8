// Guided changes: what each asks, and what it would do. Their rules are in electron/engine/guides.

/** By these names the command line knows them; a guide without a module there is a type error. */
export const guideIds = [
  'management-network',
  'identity',
  'certificate',
  'access',
  'virtual-machines',
  'strip',
] as const

export type GuideId = (typeof guideIds)[number]

/** One thing that a guided change asks. */
export interface GuideQuestion {
  readonly id: string
  readonly label: string
  /** How to answer, in a sentence; empty where the label says it. */
  readonly hint: string
  /** `lines`: any number of them; `table`: a word for each of `rows`, answered as lines of the row and its word. */
  readonly kind: 'text' | 'lines' | 'choice' | 'table'
  /** What the backup has; an answer that is not given is this one. */
  readonly value: string
  /** Answers to choose from. */
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  /** Rows of a table; `about` is what the backup says of one. */
  readonly rows: readonly { readonly id: string; readonly about: string }[]
  /** Asked only while another question has this answer. */
  readonly when: { readonly question: string; readonly is: string } | null
}

/** A guided change as it is offered for a backup. */
export interface GuideOffer {
  readonly id: GuideId
  readonly title: string
  readonly about: string
  /** Releases that it was derived from, and what has not been tried on a host. */
  readonly basis: string
  /** Why this backup does not allow it; null where it does. */
  readonly unavailable: string | null
  readonly questions: readonly GuideQuestion[]
}

/** By the ids of questions. */
export type GuideAnswers = Readonly<Record<string, string>>

/** What a guided change would do. Secrets are bullets. */
export interface GuidePreview {
  /** Why it would not be made; `question` is the one that it is about, null for none. */
  readonly refusal: { readonly question: string | null; readonly message: string } | null
  /** Answers that were worked out of others, by their questions; those of a table in the form of its answer. */
  readonly filled: GuideAnswers
  /** Settings of ConfigStore and keys of esx.conf; null where one is not. */
  readonly settings: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[]
  /** Files, each as a unified diff. */
  readonly files: readonly { readonly path: string; readonly diff: string }[]
  /** What it does not do, or could not decide. */
  readonly notes: readonly string[]
}
