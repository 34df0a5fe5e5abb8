/**
 * Indexes of the longest run of numbers that rise, in order; of several as long, one. What is not in it stands in another order than
 * the rest. The numbers are distinct. Takes n log n steps (patience sorting).
 */
export function longestRun(numbers: readonly number[]): readonly number[] {
  // ends[n]: index of the smallest number that ends a run of n + 1; before[i]: index of the one before i in its run.
  const ends: number[] = []
  const before: number[] = []
  for (const [index, number] of numbers.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    before.push(ends[low - 1] ?? -1)
    ends[low] = index
  }
  const run: number[] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) run.push(at)
  return run.reverse()
}
