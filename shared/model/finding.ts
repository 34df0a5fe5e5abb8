// A finding: something about a backup that its user should know. The code is for programs and never changes its meaning; the sentence is
// for people and may be reworded, so nothing compares sentences.
import type { FindingCode } from '../findings/codes'
import type { ErrorData, Where } from './errors'
import type { Place } from './place'
import type { Severity } from './severity'

/** Where it is, as far as that is known; empty for the backup as a whole. */
export type FindingPlace = Where & Partial<Place>

export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  readonly place: FindingPlace
  /** One sentence or two: what it is, and what it means. */
  readonly message: string
  /** What to do about it; absent where nothing has to be done. */
  readonly remedy?: string
  /** What a press of a button does about it (`edit.fix`); absent where nothing is known to be safe. */
  readonly fix?: string
}

/** What most entries share: no finding. */
export const noFindings: readonly Finding[] = []

/** A damage or refusal as a finding: its code is that of the error. */
export function findingOfError(error: ErrorData, severity: Severity = 'error'): Finding {
  return { code: error.code, severity, place: error.where, message: error.message }
}

/** Whether a finding tells of this very error. */
export function isOfError(finding: Finding, error: Pick<ErrorData, 'code' | 'where'> | null): boolean {
  if (error === null || finding.code !== error.code) return false
  const { layer, path, offset } = finding.place
  return layer === error.where.layer && path === error.where.path && offset === error.where.offset
}

/** The sentence with its place before it, where the sentence itself does not name it. */
export function sentenceOf({ message, place: { address } }: Finding): string {
  const name = address?.split('/').at(-1)
  return name === undefined || name === '' || message.includes(name) ? message : `${address}: ${message}`
}
