// Places as rows of a tree: a branch for each file, its places below it, in the order in which they were found.
import type { SearchHit } from '../../../shared/model/search'

export interface HitRow {
  readonly node: { readonly id: string; readonly expandable: boolean }
  readonly expanded: boolean
  readonly parent: number
  readonly level: number
  readonly setSize: number
  readonly position: number
  readonly address: string
  /** Null for a file. */
  readonly hit: SearchHit | null
  /** Places of a file. */
  readonly count: number
}

/** Rows of all places, and how many files they are in. */
export function hitRows(
  hits: readonly SearchHit[],
  folded: ReadonlySet<string>,
): { readonly rows: readonly HitRow[]; readonly files: number } {
  const byFile = new Map<string, SearchHit[]>()
  for (const hit of hits) {
    const known = byFile.get(hit.place.address)
    if (known) known.push(hit)
    else byFile.set(hit.place.address, [hit])
  }
  const rows: HitRow[] = []
  let position = 0
  for (const [address, found] of byFile) {
    position += 1
    const expanded = !folded.has(address)
    const parent =
      rows.push({
        node: { id: address, expandable: true },
        expanded,
        parent: -1,
        level: 1,
        setSize: byFile.size,
        position,
        address,
        hit: null,
        count: found.length,
      }) - 1
    if (!expanded) continue
    for (const [index, hit] of found.entries())
      rows.push({
        node: { id: `${address} ${index}`, expandable: false },
        expanded: false,
        parent,
        level: 2,
        setSize: found.length,
        position: index + 1,
        address,
        hit,
        count: 1,
      })
  }
  return { rows, files: byFile.size }
}
