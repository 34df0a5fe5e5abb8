// What a guided change is: a module beside this file for each id of shared/model/guide.ts (registry.ts). It asks, and answers become a plan;
// what a plan writes is in make-change.ts, the same for all of them. To add one, see docs/guides.md.
import { BootbankError } from '../../../shared/model/errors'
import type { GuideAnswers, GuideQuestion } from '../../../shared/model/guide'
import type { HostView } from '../facts/host-view'
import type { Plan } from './plan'

export interface GuideModule {
  readonly title: string
  readonly about: string
  /** Releases that it was derived from, and what has not been tried on a host. */
  readonly basis: string
  /** What it asks, with what the backup has; a sentence where the backup does not allow it. */
  questions(host: HostView): readonly GuideQuestion[] | string
  /** Adds what the answers ask for. Every question has one. Throws ANSWER for one that cannot be. */
  plan(host: HostView, answers: GuideAnswers, plan: Plan): void | Promise<void>
}

/** A question; what is left out is empty. */
export function question(id: string, label: string, more: Partial<Omit<GuideQuestion, 'id' | 'label'>>): GuideQuestion {
  return { id, label, hint: '', kind: 'text', value: '', choices: [], rows: [], when: null, ...more }
}

/** A question with a yes and a no. */
export function yesOrNo(id: string, label: string, more: Partial<Omit<GuideQuestion, 'id' | 'label'>>): GuideQuestion {
  const choices = [
    { value: 'no', label: 'No' },
    { value: 'yes', label: 'Yes' },
  ]
  return question(id, label, { kind: 'choice', value: 'no', choices, ...more })
}

/** An answer that cannot be. */
export function badAnswer(id: string, message: string): BootbankError {
  return new BootbankError('ANSWER', message, { path: id })
}

/** Words of an answer, which blanks, commas and line ends part. */
export function wordsOf(answer: string | undefined): readonly string[] {
  return (answer ?? '').split(/[\s,;]+/).filter(word => word !== '')
}

/** Lines of an answer that are not empty, without blanks around them. */
export function linesOf(answer: string | undefined): readonly string[] {
  return (answer ?? '')
    .split(/\r\n|\r|\n/)
    .map(line => line.trim())
    .filter(line => line !== '')
}
