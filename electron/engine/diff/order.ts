// Which elements of a list stand in another order than before: those outside the longest run that kept its order, so that
// moving one entry to the front names that entry and not all the others.

/** Indexes of the elements to move; `positions` are distinct numbers, the places the elements had before. */
export function outOfOrder(positions: readonly number[]): ReadonlySet<number> {
  // ends[n]: index of the smallest last element of an increasing run of n + 1 elements
  const ends: number[] = []
  const previous: number[] = []
  for (const [index, position] of positions.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (positions[ends[middle] ?? 0]! < position) low = middle + 1
      else high = middle
    }
    previous.push(low > 0 ? (ends[low - 1] ?? -1) : -1)
    ends[low] = index
  }
  const kept = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) kept.add(at)
  return new Set([...positions.keys()].filter(index => !kept.has(index)))
}
