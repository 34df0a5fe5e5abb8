// The parts of a key of esx.conf: names between slashes, and an index or a name in brackets after one of them, which makes an item of its
// own: `/net/vswitch/child[0000]/name` (docs/formats.md sections 6 and 11).

export interface ConfSegment {
  readonly name: string
  /** It stands in brackets. */
  readonly item: boolean
}

const indexed = /^(.*)\[([^[\]]*)\]$/

/** What stands between two slashes of a key, cut at its brackets: `child[0000]`; null where it has none. */
export function indexedPart(part: string): { readonly name: string; readonly index: string } | null {
  const match = part.endsWith(']') ? indexed.exec(part) : null
  return match && { name: match[1] ?? '', index: match[2] ?? '' }
}

/** The same as one segment or two. */
export function segmentsOf(part: string): readonly ConfSegment[] {
  const found = indexedPart(part)
  if (!found) return [{ name: part, item: false }]
  return [
    { name: found.name, item: false },
    { name: found.index, item: true },
  ]
}
