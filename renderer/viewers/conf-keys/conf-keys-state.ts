// What the tree of keys was left at, so that a look into the text and back loses nothing. It is that of one file.
import { create } from 'zustand'
import { branchesAbove, type Folding, isExpanded, isFiltering, type KeyFilter, noFilter, rowIdOf } from './key-rows'
import type { KeyTree } from './key-tree'

interface ConfKeysState extends Folding {
  /** Tells the file; null before the first. */
  readonly file: string | null
  readonly filter: KeyFilter
  /** Id of the row that the keys are at; null for the first. */
  readonly focused: string | null
}

const fresh = { filter: noFilter, unfolded: 'first', toggled: new Set<string>(), focused: null } as const

export const useConfKeys = create<ConfKeysState>(() => ({ file: null, ...fresh }))

/** Starts over, unless it is about this file already. */
export function beginKeys(file: string): void {
  if (useConfKeys.getState().file !== file) useConfKeys.setState({ file, ...fresh })
}

/** Lists the lines that match. */
export function setFilter(filter: KeyFilter): void {
  const { filter: last, toggled } = useConfKeys.getState()
  useConfKeys.setState({ filter, toggled: isFiltering(filter) === isFiltering(last) ? toggled : fresh.toggled })
}

/** Gives a row the focus. */
export function focusKey(id: string): void {
  useConfKeys.setState({ focused: id })
}

/** Unfolds a branch, or folds it. */
export function toggleBranch(id: string): void {
  const toggled = new Set(useConfKeys.getState().toggled)
  if (!toggled.delete(id)) toggled.add(id)
  useConfKeys.setState({ toggled })
}

/** Folds or unfolds every branch. */
export function foldKeys(unfolded: Folding['unfolded']): void {
  useConfKeys.setState({ unfolded, toggled: fresh.toggled })
}

/** Goes to a line: unfolds what is above it. A filter that hides it is given up. */
export function goToLine(tree: KeyTree, line: number, isFound: boolean): void {
  if (!isFound) setFilter(noFilter)
  const { filter, unfolded, toggled: before } = useConfKeys.getState()
  const toggled = new Set(before)
  for (const [index, branch] of branchesAbove(tree, line).entries()) {
    if (isExpanded(tree, filter, { unfolded, toggled }, branch, index + 1)) continue
    if (!toggled.delete(branch.id)) toggled.add(branch.id)
  }
  useConfKeys.setState({ toggled, focused: rowIdOf(line) })
}
