// A change as one letter and one colour, the same in the tree, the changes list and the bundle dialog: A, M, R, D as in
// VS Code and git.
import type { Change } from '../../../shared/model/change'
import type { ChangeMark } from '../../../shared/model/node'
import { text } from '../../ui/text'
import { paneText } from '../../ui/text-panes'

export type MarkKind = 'added' | 'changed' | 'renamed' | 'removed' | 'inside'

/** The kind that speaks for a change with several. */
export function markOf(change: Change): Exclude<MarkKind, 'inside'> {
  if (change.kinds.includes('removed')) return 'removed'
  if (change.kinds.includes('added')) return 'added'
  return change.kinds.includes('renamed') ? 'renamed' : 'changed'
}

/** Letter of a mark. */
export function letterOf(mark: MarkKind | ChangeMark): string {
  return text.changes.letters[mark]
}

/** All kinds of a change in words, such as `renamed, mode 0644 → 01644`. */
export function describeChange(change: Change): string {
  const words = change.kinds.map(kind => {
    if (kind === 'renamed' && change.before !== null) return text.changes.renamedFrom(change.before)
    if (kind === 'mode' && change.mode !== null) return text.changes.modeFromTo(change.mode.before, change.mode.after)
    const fact = change.facts.find(one => one.kind === kind)
    if (fact) return text.changes.factFromTo(paneText.changeKinds[fact.kind].toLowerCase(), fact.before, fact.after)
    return text.changes.kinds[kind]
  })
  return words.join(', ')
}

/** An address as file name and what is before it. */
export function splitAddress(address: string): { readonly name: string; readonly folder: string } {
  const slash = address.lastIndexOf('/')
  return { name: address.slice(slash + 1), folder: slash < 0 ? '' : address.slice(0, slash) }
}

/** Growth in bytes; null where a side is missing or nothing grew. */
export function growthOf(change: Change): number | null {
  const { before, after } = change.size
  return before === null || after === null || before === after ? null : after - before
}
