// Which elements of a list stand in another order than before: those outside the longest run that kept its order, so that
// moving one entry to the front names that entry and not all the others.
import { longestRun } from '../../../shared/diff/longest-run'

/** Indexes of the elements to move; `positions` are distinct numbers, the places the elements had before. */
export function outOfOrder(positions: readonly number[]): ReadonlySet<number> {
  const kept = new Set(longestRun(positions))
  return new Set([...positions.keys()].filter(index => !kept.has(index)))
}
