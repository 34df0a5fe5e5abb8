// The path of a setting inside its entry: names joined by dots, an item of a list in brackets, such as
// `port_groups[Management Network].vlan_id`. What would be taken for syntax stands in quotes: `device["naa.6001"]`.

/** Names of properties and identities of items, outermost first. `item` tells which is which. */
export interface Segment {
  readonly name: string
  readonly item: boolean
}

const plainName = /^[\w:-]+$/
const plainItem = /^[^"\][\\]+$/

/** Adds one segment to a path. */
export function joinPath(path: string, { name, item }: Segment): string {
  if (item) return `${path}[${plainItem.test(name) ? name : JSON.stringify(name)}]`
  if (!plainName.test(name)) return `${path}[${JSON.stringify(name)}]`
  return path === '' ? name : `${path}.${name}`
}

/** The path of segments. */
export function pathOf(segments: readonly Segment[]): string {
  return segments.reduce(joinPath, '')
}

const token = /\.?([\w:-]+)|\[("(?:[^"\\]|\\.)*"|[^"\]]+)\]/y

/** Segments of a path; null for what is not a path. A quoted name may be a property or an item: its `item` is true. */
export function parsePath(path: string): readonly Segment[] | null {
  const segments: Segment[] = []
  token.lastIndex = 0
  while (token.lastIndex < path.length) {
    const match = token.exec(path)
    if (!match) return null
    const [, name, item] = match
    if (name !== undefined) segments.push({ name, item: false })
    else if (item !== undefined) segments.push({ name: unquoted(item), item: true })
  }
  return segments
}

/** A quoted segment as its text; the segment itself where it is not quoted, or the quotes break. */
function unquoted(text: string): string {
  if (!text.startsWith('"')) return text
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : text
  } catch {
    return text
  }
}
