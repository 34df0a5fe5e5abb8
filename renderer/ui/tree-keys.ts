// What a key means in the tree, as in VS Code's explorer: pure, from rows and focus to one move.
import type { NodeId, TreeNode } from '../../shared/model/node'
import { type KeyHelp, plain } from './key-help'
import { text } from './text'

/** What the keys must know of a row. */
export interface WalkedRow {
  readonly node: Pick<TreeNode, 'id' | 'expandable'>
  readonly expanded: boolean
  /** Index of the row above it in the tree, -1 at the top. */
  readonly parent: number
}

export type TreeMove =
  | { readonly kind: 'focus'; readonly index: number }
  | { readonly kind: 'expand'; readonly node: NodeId }
  | { readonly kind: 'collapse'; readonly node: NodeId }
  /** Show it; a row that expands is toggled as well where `toggle` says so. */
  | { readonly kind: 'open'; readonly node: NodeId; readonly toggle: boolean }

/** The keys below, for the help; the letters are in type-ahead.ts, the menu's keys in row-menu-key.ts. */
export const treeKeys: readonly KeyHelp[] = [
  { chords: plain('ArrowDown', 'ArrowUp'), does: text.keys.walk },
  { chords: plain('ArrowRight', 'ArrowLeft'), does: text.keys.sides },
  { chords: plain('Home', 'End'), does: text.keys.ends },
  { chords: plain('PageUp', 'PageDown'), does: text.keys.pages },
  { chords: plain('Enter'), does: text.keys.show },
  { chords: plain(' '), does: text.keys.showOnly },
]

/** The move of a key without modifiers, or null where the key means nothing here. `page` is the rows that fit. */
export function moveOf(key: string, rows: readonly WalkedRow[], focused: number, page: number): TreeMove | null {
  const row = rows[focused]
  if (row === undefined) return rows.length > 0 && key.startsWith('Arrow') ? focus(0, rows) : null
  switch (key) {
    case 'ArrowDown':
      return focus(focused + 1, rows)
    case 'ArrowUp':
      return focus(focused - 1, rows)
    case 'Home':
      return focus(0, rows)
    case 'End':
      return focus(rows.length - 1, rows)
    case 'PageDown':
      return focus(focused + Math.max(1, page - 1), rows)
    case 'PageUp':
      return focus(focused - Math.max(1, page - 1), rows)
    case 'ArrowRight':
      if (row.expanded) return intoChildren(rows, focused)
      return row.node.expandable ? { kind: 'expand', node: row.node.id } : null
    case 'ArrowLeft':
      if (row.expanded) return { kind: 'collapse', node: row.node.id }
      return row.parent >= 0 ? focus(row.parent, rows) : null
    case 'Enter':
      return { kind: 'open', node: row.node.id, toggle: row.node.expandable }
    case ' ':
      return { kind: 'open', node: row.node.id, toggle: false }
    default:
      return null
  }
}

function focus(index: number, rows: readonly WalkedRow[]): TreeMove {
  return { kind: 'focus', index: Math.max(0, Math.min(rows.length - 1, index)) }
}

function intoChildren(rows: readonly WalkedRow[], focused: number): TreeMove | null {
  return rows[focused + 1]?.parent === focused ? focus(focused + 1, rows) : null
}
