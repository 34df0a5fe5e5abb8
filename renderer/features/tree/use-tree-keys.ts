// Keys of the tree: arrows move the focus, Enter and Space show a row, letters jump to a name; those of commands about an entry come from
// the shared table.
import { type KeyboardEvent, useRef } from 'react'
import type { NodeId } from '../../../shared/model/node'
import { commandFor, commandOf } from '../../state/commands'
import { runCommand } from '../../state/run-command'
import { chooseAll, chooseOne, chooseRange, toggleChosen } from '../../state/tree-choice'
import { collapse, expand, focusRow, toggleRow, useTree } from '../../state/tree-store'
import type { TreeRow } from '../../state/tree-rows'
import { windowState } from '../../state/window-state'
import { announce } from '../../ui/announcer'
import { isRowMenuKey } from '../../ui/row-menu-key'
import { text } from '../../ui/text'
import { moveOf } from '../../ui/tree-keys'
import { findTyped, notTyping, type Typing, typeCharacter } from '../../ui/type-ahead'
import { choiceOf } from './choose-keys'
import { openNodeMenu } from './open-node-menu'
import { showNode } from './show-node'

interface Keys {
  readonly rows: readonly TreeRow[]
  /** Index of the focused row; -1 for none. */
  readonly at: number
  /** Pixels. */
  readonly rowHeight: number
  /** Id of the element of a row. */
  readonly rowId: (node: NodeId) => string
}

/** What the tree does with a key. */
export function useTreeKeys({ rows, at, rowHeight, rowId }: Keys): (event: KeyboardEvent<HTMLDivElement>) => void {
  const typing = useRef<Typing>(notTyping)
  const focusAt = (target: number) => {
    const row = rows[target]
    if (row) focusRow(row.node.id)
  }
  const typeAhead = (character: string) => {
    typing.current = typeCharacter(typing.current, character, performance.now())
    const found = findTyped(typing.current.typed, at, rows.length, row => rows[row]?.node.name ?? '')
    if (found !== null) focusAt(found)
  }
  const moveTo = (event: KeyboardEvent<HTMLDivElement>) =>
    moveOf(event.key, rows, at, Math.floor(event.currentTarget.clientHeight / rowHeight))
  const choose = (event: KeyboardEvent<HTMLDivElement>): boolean => {
    const asked = choiceOf(event)
    const { chosen } = useTree.getState()
    if (asked === null || (asked === 'one' && chosen.size === 0)) return false
    if (asked === 'all') chooseAll()
    else if (asked === 'one') chooseOne()
    else {
      const move = asked === 'range' ? moveTo(event) : null
      const row = rows[move?.kind === 'focus' ? move.index : at]
      if (row && asked === 'range') chooseRange(row.node.id)
      else if (row) toggleChosen(row.node.id)
    }
    announce(text.tree.chosen(useTree.getState().chosen.size))
    return true
  }
  /** Whether the key did something. */
  const press = (event: KeyboardEvent<HTMLDivElement>): boolean => {
    const node = rows[at]?.node
    if (node && isRowMenuKey(event)) {
      const box = document.getElementById(rowId(node.id))?.getBoundingClientRect()
      openNodeMenu(node, (box?.left ?? 0) + 40, box?.bottom ?? 0)
      return true
    }
    if (choose(event)) return true
    const command = commandFor(event.nativeEvent, 'tree')
    if (command !== undefined && commandOf(command).whyNot(windowState()) === null) {
      void runCommand(command)
      return true
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    const move = moveTo(event)
    if (move === null) {
      if (event.key.length !== 1) return false
      typeAhead(event.key)
      return true
    }
    typing.current = notTyping
    if (move.kind === 'focus') focusAt(move.index)
    else if (move.kind === 'expand') void expand(move.node)
    else if (move.kind === 'collapse') collapse(move.node)
    else {
      void showNode(move.node)
      if (move.toggle) toggleRow(move.node)
    }
    return true
  }
  return event => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return
    if (press(event)) event.preventDefault()
  }
}
