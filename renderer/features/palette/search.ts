// What the palette lists for what was typed: pure, from commands with their state to groups of options. With nothing typed, the
// commands used last and then all that can be run; with something typed, the best matches first, and last what matches but
// cannot be run now, with the reason.
import { go } from 'fuzzysort'
import type { Command, CommandId } from '../../state/commands'

/** A command as the palette knows it. */
export interface Candidate {
  readonly id: CommandId
  /** Category and title. */
  readonly label: string
  /** Why it cannot be run now; null where it can. */
  readonly whyNot: string | null
  /** Shown beside the label: the reason, or what the command would act on. */
  readonly detail: string | null
}

export interface Option extends Candidate {
  /** Positions of the matched letters in the label, ascending. */
  readonly matched: readonly number[]
}

export type GroupName = 'recent' | 'others' | 'found' | 'unavailable'

export interface OptionGroup {
  readonly name: GroupName
  readonly options: readonly Option[]
}

/** Below this a match is chance: the letters of `exp` are in nearly every sentence. */
const threshold = 0.35

/** The palette's label of a command. */
export function labelOf({ title }: Pick<Command, 'title'>, category: string): string {
  return `${category}: ${title}`
}

/** Groups in the order in which they show; empty ones are left out. */
export function search(typed: string, all: readonly Candidate[], recent: readonly CommandId[]): readonly OptionGroup[] {
  const query = typed.trim()
  const groups = query === '' ? unsearched(all, recent) : found(query, all)
  return groups.filter(({ options }) => options.length > 0)
}

function unsearched(all: readonly Candidate[], recent: readonly CommandId[]): readonly OptionGroup[] {
  const options = all.filter(({ whyNot }) => whyNot === null).map(candidate => ({ ...candidate, matched: [] }))
  const used = recent.flatMap(id => options.filter(option => option.id === id))
  return [
    { name: 'recent', options: used },
    { name: 'others', options: options.filter(({ id }) => !recent.includes(id)) },
  ]
}

function found(query: string, all: readonly Candidate[]): readonly OptionGroup[] {
  const results = go(query, all, { key: 'label', limit: 0, threshold })
  const options = results.map(({ obj, indexes }) => ({ ...obj, matched: [...indexes].sort((a, b) => a - b) }))
  return [
    { name: 'found', options: options.filter(({ whyNot }) => whyNot === null) },
    { name: 'unavailable', options: options.filter(({ whyNot }) => whyNot !== null) },
  ]
}

interface Stretch {
  /** Position of the first letter. */
  readonly at: number
  text: string
  readonly isMatch: boolean
}

/** A label in stretches that match and stretches that do not. */
export function stretches(label: string, matched: readonly number[]): readonly Stretch[] {
  const hits = new Set(matched)
  const parts: Stretch[] = []
  for (let at = 0; at < label.length; at += 1) {
    const isMatch = hits.has(at)
    const last = parts.at(-1)
    if (last?.isMatch === isMatch) last.text += label.charAt(at)
    else parts.push({ at, text: label.charAt(at), isMatch })
  }
  return parts
}
