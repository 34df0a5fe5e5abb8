// The list of changes of the open document, as of one revision, and the one whose diff shows.
import { create } from 'zustand'
import type { Change } from '../../shared/model/change'
import type { NodeId } from '../../shared/model/node'

export interface ChangesList {
  readonly changes: readonly Change[]
  /** Revision that the list, and the tree, were last brought to. */
  readonly revision: number
  /** The change whose diff shows. */
  readonly selected: NodeId | null
}

export const useChanges = create<ChangesList>(() => ({ changes: [], revision: 0, selected: null }))

/** Takes a fresh list; a selected change that went gives way to the one in its place. */
export function showChanges(changes: readonly Change[], revision: number): void {
  useChanges.setState(last => ({ changes, revision, selected: stillSelected(last, changes) }))
}

/** Forgets the document. */
export function clearChanges(): void {
  useChanges.setState({ changes: [], revision: 0, selected: null })
}

/** Chooses the change whose diff shows. */
export function selectChange(node: NodeId): void {
  useChanges.setState({ selected: node })
}

/** The selected change itself. */
export function selectedChange({ changes, selected }: ChangesList): Change | null {
  return changes.find(change => change.node === selected) ?? null
}

function stillSelected(last: ChangesList, changes: readonly Change[]): NodeId | null {
  if (changes.some(change => change.node === last.selected)) return last.selected
  const place = last.changes.findIndex(change => change.node === last.selected)
  return changes[Math.max(0, Math.min(place, changes.length - 1))]?.node ?? null
}
