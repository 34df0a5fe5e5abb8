// The tree of an esx.conf as the rows that can be seen: folded, unfolded, filtered. Pure.
import type { ConfKeysView } from '../../../shared/viewers/conf-keys'
import { type Branch, type KeyTree, lineKind, sameKey } from './key-tree'

export const lineMarks = ['broken', 'repeated', 'secret'] as const
/** What a line may be asked for by. */
export type LineMark = (typeof lineMarks)[number]

export interface KeyFilter {
  /** Words that must all be in the key or the value, in whatever case. */
  readonly text: string
  /** Marks of which a line must have one; none asks for nothing. */
  readonly marks: readonly LineMark[]
}

export const noFilter: KeyFilter = { text: '', marks: [] }

export interface KeyRow {
  readonly node: { readonly id: string; readonly expandable: boolean }
  /** The last segment of the key, an item in brackets; the line itself where it holds no key. */
  readonly label: string
  readonly branch: Branch
  /** Its index in the file; null for a branch. */
  readonly line: number | null
  /** From 1. */
  readonly level: number
  readonly expanded: boolean
  /** Index of the row above it in the tree, -1 at the top. */
  readonly parent: number
  /** Lines below that are shown; 1 for a line. */
  readonly count: number
  readonly setSize: number
  readonly position: number
}

export interface KeyRows {
  readonly rows: readonly KeyRow[]
  /** Lines that match. */
  readonly matches: number
}

/** How rows are folded: all of them as one, and the ids of those that are the other way round. */
export interface Folding {
  /** `first`: the first level is unfolded, what is deeper is not. */
  readonly unfolded: 'all' | 'first' | 'none'
  readonly toggled: ReadonlySet<string>
}

/** Whether the filter leaves anything out. */
export function isFiltering({ text, marks }: KeyFilter): boolean {
  return text.trim() !== '' || marks.length > 0
}

/** The words of a filter, in lower case. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

/** What the text of a filter is searched in, for each line: key and value in lower case. Made once for a tree. */
export function searchedText({ view }: KeyTree): readonly string[] {
  return view.key.map((key, line) => `${key ?? ''}\n${view.value[line]}`.toLowerCase())
}

/** The lines that have each mark. Made once for a tree. */
export function markedLines(tree: KeyTree): Readonly<Record<LineMark, readonly number[]>> {
  return {
    broken: linesBelow(tree.others).filter(line => lineKind(tree, line) === 'broken'),
    repeated: [...tree.repeated.values()].flat().sort((a, b) => a - b),
    secret: tree.view.secret,
  }
}

function linesBelow({ children }: Branch): readonly number[] {
  return children.filter(child => typeof child === 'number')
}

/** The id of the row of a line; `line` is its index in the file. */
export function rowIdOf(line: number): string {
  return `line ${line}`
}

/** The rows to be seen. `searched` and `marked` are of the same tree. */
export function rowsOf(
  tree: KeyTree,
  searched: readonly string[],
  marked: Readonly<Record<LineMark, readonly number[]>>,
  filter: KeyFilter,
  folding: Folding,
): KeyRows {
  const { branches, branchOf, view } = tree
  const shown = matching(searched, marked, filter)
  const counts = new Int32Array(branches.length)
  let matches = 0
  for (const [line, isShown] of shown.entries()) {
    if (isShown === 0) continue
    counts[branchOf[line] ?? 0]! += 1
    matches += 1
  }
  // A branch comes after the one that it lies in.
  for (let index = branches.length - 1; index >= 0; index -= 1) {
    const parent = branches[index]?.parent ?? -1
    if (parent >= 0) counts[parent]! += counts[index] ?? 0
  }
  const isSeen = (child: Branch | number) => (typeof child === 'number' ? shown[child] : counts[child.index]) !== 0
  const rows: KeyRow[] = []
  const top = tree.keys.children.filter(isSeen)
  if (isSeen(tree.others)) top.push(tree.others)
  push(top, 1, -1, tree.keys)
  return { rows, matches }

  function push(children: readonly (Branch | number)[], level: number, parent: number, above: Branch): void {
    for (const [index, child] of children.entries()) {
      const placed = { level, parent, setSize: children.length, position: index + 1 }
      if (typeof child === 'number') {
        rows.push({
          ...placed,
          node: { id: rowIdOf(child), expandable: false },
          label: leafLabel(child),
          branch: above,
          line: child,
          expanded: false,
          count: 1,
        })
        continue
      }
      const expanded = isExpanded(tree, filter, folding, child, level)
      const at = rows.length
      rows.push({
        ...placed,
        node: { id: child.id, expandable: true },
        label: labelOf(child.segment),
        branch: child,
        line: null,
        expanded,
        count: counts[child.index] ?? 0,
      })
      if (expanded) push(child.children.filter(isSeen), level + 1, at, child)
    }
  }

  function leafLabel(line: number): string {
    const segment = tree.leaf[line] ?? null
    return segment === null ? (view.value[line] ?? '') : labelOf(segment)
  }
}

/** Whether a branch shows what is in it. */
export function isExpanded(
  { others }: KeyTree,
  filter: KeyFilter,
  { unfolded, toggled }: Folding,
  branch: Branch,
  level: number,
): boolean {
  const byItself =
    isFiltering(filter) || unfolded === 'all' || (unfolded === 'first' && level === 1 && branch !== others)
  return byItself !== toggled.has(branch.id)
}

/** The branches that a line lies in, from the first level on. */
export function branchesAbove({ branches, branchOf, keys }: KeyTree, line: number): readonly Branch[] {
  const above: Branch[] = []
  for (let at = branchOf[line] ?? -1; at >= 0; ) {
    const branch = branches[at]
    if (branch === undefined || branch === keys) break
    above.unshift(branch)
    at = branch.parent
  }
  return above
}

/** The first line below a branch. */
export function firstLineOf({ children: [first] }: Branch): number | null {
  if (first === undefined) return null
  return typeof first === 'number' ? first : firstLineOf(first)
}

/** Whether a later line holds the same key, so that this one does not count; the one that does. */
export function overriddenBy(tree: KeyTree, line: number): number | null {
  const last = sameKey(tree, line)?.at(-1)
  return last === undefined || last === line ? null : last
}

function labelOf({ name, item }: Branch['segment']): string {
  return item ? `[${name}]` : name
}

/** 1 for each line that is to be seen. */
function matching(
  searched: readonly string[],
  marked: Readonly<Record<LineMark, readonly number[]>>,
  filter: KeyFilter,
): Uint8Array {
  const words = wordsOf(filter.text)
  const shown = new Uint8Array(searched.length)
  const look = (line: number) => {
    const text = searched[line] ?? ''
    if (words.every(word => text.includes(word))) shown[line] = 1
  }
  if (filter.marks.length === 0) for (let line = 0; line < searched.length; line += 1) look(line)
  else for (const mark of filter.marks) marked[mark].forEach(look)
  return shown
}

/** Whether a filter lets a line through. `searched` and `marked` are of the same tree. */
export function isListed(
  { text, marks }: KeyFilter,
  marked: Readonly<Record<LineMark, readonly number[]>>,
  searched: readonly string[],
  line: number,
): boolean {
  const hasMark = marks.length === 0 || marks.some(mark => marked[mark].includes(line))
  return hasMark && wordsOf(text).every(word => searched[line]?.includes(word))
}

/**
 * Index of the line that the tree opens for a cursor in the text; null for none. Unless somebody `jumped` there, that is not the beginning
 * of the file, and a line without a key gives way to the next one that has one.
 */
export function lineToShow({ key }: ConfKeysView, cursor: number, jumped: boolean): number | null {
  const line = Math.min(cursor, key.length - 1)
  if (line < 0) return null
  if (jumped) return line
  if (line === 0) return null
  const next = key.findIndex((one, index) => index >= line && one !== null)
  return next < 0 ? null : next
}
