// Which of the entries that were found come first: those whose own name begins with what was typed, then those whose own name has it, then
// those where it stands in the folders above.
import type { FoundEntry } from '../../../shared/model/found'

/** Entries that are shown; who wants others types more of the name. */
export const mostShown = 100

/** The best of the entries for what was typed, each group in the order of the archive. */
export function ranked(found: readonly FoundEntry[], typed: string): readonly FoundEntry[] {
  const words = wordsOf(typed)
  const groups: FoundEntry[][] = [[], [], []]
  for (const entry of found) groups[rankOf(entry.address.toLowerCase(), words)]?.push(entry)
  return groups.flat().slice(0, mostShown)
}

function rankOf(address: string, words: readonly string[]): number {
  const name = address.slice(address.lastIndexOf('/') + 1)
  const last = words.at(-1) ?? ''
  if (name.startsWith(last)) return 0
  return name.includes(last) ? 1 : 2
}

/** Stretches of an address, those that were typed marked; as many marks as words, each at its last place. */
export function marked(
  address: string,
  typed: string,
): readonly { readonly at: number; readonly text: string; readonly isMatch: boolean }[] {
  const lower = address.toLowerCase()
  const isMarked = new Array<boolean>(address.length).fill(false)
  for (const word of wordsOf(typed)) {
    const at = lower.lastIndexOf(word)
    if (at >= 0) isMarked.fill(true, at, at + word.length)
  }
  const parts: { at: number; text: string; isMatch: boolean }[] = []
  for (let at = 0; at < address.length; at++) {
    const isMatch = isMarked[at] === true
    const part = parts.at(-1)
    if (part?.isMatch === isMatch) part.text += address.charAt(at)
    else parts.push({ at, text: address.charAt(at), isMatch })
  }
  return parts
}

function wordsOf(typed: string): readonly string[] {
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
}
