// Where the user was in each file, so that coming back, or showing hidden secrets, does not jump to the top. By line and
// column: masked and plain text of one file have the same lines, but not the same offsets.
import type { Text } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'

export interface ViewPlace {
  /** From 1. */
  readonly line: number
  /** UTF-16 units from the start of the line. */
  readonly column: number
  /** First line on the screen, from 1. */
  readonly topLine: number
}

const remembered = 200
/** Lines to be seen above one that is jumped to. */
const linesAbove = 4
const places = new Map<string, ViewPlace>()

/** Remembers where the user is; `key` is document and node as JSON. */
export function rememberPlace(key: string, place: ViewPlace): void {
  remember(places, key, place)
}

/** The beginning of a line, from 1, with some lines above it. */
export function rememberLine(key: string, line: number): void {
  rememberPlace(key, { line, column: 0, topLine: Math.max(line - linesAbove, 1) })
}

/** Remembers something of a file, and forgets it of the one that was looked at longest ago. */
function remember<T>(all: Map<string, T>, key: string, one: T): void {
  all.delete(key)
  all.set(key, one)
  for (const oldest of all.keys()) {
    if (all.size <= remembered) break
    all.delete(oldest)
  }
}

/** Where the user was in a file; null for one that was not looked at. */
export function recallPlace(key: string): ViewPlace | null {
  return places.get(key) ?? null
}

/** Paths inside XML and JSON, by the file: what two views of one text have in common. */
const paths = new Map<string, string>()

/** The element or value that the cursor is in; null forgets it. */
export function rememberPath(key: string, path: string | null): void {
  if (path === null) paths.delete(key)
  else remember(paths, key, path)
}

export function recallPath(key: string): string | null {
  return paths.get(key) ?? null
}

/** Files whose place was asked for, by `jumpTo`. */
const jumps = new Set<string>()

/** Whatever shows this file next goes to its place with the focus, and chooses the line there. */
export function jumpTo(key: string): void {
  jumps.add(key)
}

/** The same for a line, from 1. */
export function jumpToLine(key: string, line: number): void {
  rememberLine(key, line)
  jumpTo(key)
}

/** Whether the place was asked for; only once. */
export function takeJump(key: string): boolean {
  return jumps.delete(key)
}

export function placeOf(view: EditorView): ViewPlace {
  const head = view.state.selection.main.head
  const line = view.state.doc.lineAt(head)
  const top = view.lineBlockAtHeight(view.scrollDOM.scrollTop)
  return { line: line.number, column: head - line.from, topLine: view.state.doc.lineAt(top.from).number }
}

/** The nearest position to that line and column that the document has. */
export function positionIn(doc: Text, line: number, column: number): number {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines))
  return Math.min(found.from + column, found.to)
}

/** Rows of databases that were asked for, by the file. */
const tableJumps = new Map<string, TableJump>()

export interface TableJump {
  readonly table: string
  /** Values of the primary key. */
  readonly key: readonly string[]
}

/** Whatever shows this database next goes to the row. */
export function jumpToRow(key: string, row: TableJump): void {
  tableJumps.set(key, row)
}

/** The row that was asked for; only once. */
export function takeTableJump(key: string): TableJump | null {
  const jump = tableJumps.get(key) ?? null
  tableJumps.delete(key)
  return jump
}
