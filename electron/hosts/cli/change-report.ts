// What `edit` and `bundle` did, entry by entry, against the opened file.
import type { Change } from '../../../shared/model/change'
import type { Document } from '../../engine/document/document'
import { listChanges } from '../../session/changes'
import { count } from '../../../shared/text/count'

/** One changed entry, as in the JSON report: the window's change without its handle. */
export type ChangedEntry = Omit<Change, 'node'>

/** The changed entries, layer by layer in archive order. */
export function changedEntries(document: Document): readonly ChangedEntry[] {
  return listChanges(document).map(({ node, ...change }) => change)
}

/** The same for people. */
export function changeLines(changes: readonly ChangedEntry[]): readonly string[] {
  if (changes.length === 0) return ['No change: everything is written as it was read.']
  return changes.map(({ address, before, kinds, mode, size }) => {
    if (kinds.includes('removed')) return `removed  ${address}`
    if (kinds.includes('added')) return `added    ${address}  ${count(size.after ?? 0)} bytes`
    const facts: string[] = []
    if (kinds.includes('renamed')) facts.push(`was ${before}`)
    for (const kind of kinds) if (kind === 'sealed' || kind === 'unsealed') facts.push(kind)
    if (kinds.includes('content')) facts.push(`${count(size.before ?? 0)} -> ${count(size.after ?? 0)} bytes`)
    if (mode) facts.push(`mode ${mode.before} -> ${mode.after}`)
    return `changed  ${address}  ${facts.join(', ')}`
  })
}
