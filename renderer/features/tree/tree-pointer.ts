// What the pointer does in the tree: showing and folding rows, choosing several, their menu, and dragging one out.
import type { DragEvent, MouseEvent, RefObject } from 'react'
import { chooseOne, chooseRange, toggleChosen } from '../../state/tree-choice'
import type { TreeRow } from '../../state/tree-rows'
import { focusRow, toggleRow, useTree } from '../../state/tree-store'
import { announce } from '../../ui/announcer'
import { text } from '../../ui/text'
import { dragOut } from './drag-out'
import { openNodeMenu } from './open-node-menu'
import { showNode } from './show-node'

/** Handlers for the element that scrolls, which finds the row by what the event is on. */
export function treePointer(scroller: RefObject<HTMLElement | null>) {
  return {
    click(event: MouseEvent): void {
      const row = rowUnder(event.target)
      if (row === undefined) return
      const { id } = row.node
      if (event.shiftKey || event.ctrlKey || event.metaKey) {
        if (event.shiftKey) chooseRange(id)
        else toggleChosen(id)
        announce(text.tree.chosen(useTree.getState().chosen.size))
        return
      }
      const wasSelected = useTree.getState().selected === id
      const onTwisty = event.target instanceof Element && event.target.closest('[data-twisty]') !== null
      if (onTwisty) focusRow(id)
      else void showNode(id)
      // A first click on an open folder only shows it: the host card must be reachable without closing the tree.
      if (onTwisty || !row.expanded || wasSelected) toggleRow(id)
    },
    contextMenu(event: MouseEvent): void {
      const row = rowUnder(event.target)
      // The menu key of some systems sends this event to the tree itself, after its own key press.
      event.preventDefault()
      if (row === undefined) return
      // The menu of a chosen row is about all of them; of another row about that one.
      if (!useTree.getState().chosen.has(row.node.id)) chooseOne()
      focusRow(row.node.id)
      scroller.current?.focus()
      openNodeMenu(row.node, event.clientX, event.clientY)
    },
    dragStart(event: DragEvent): void {
      const row = rowUnder(event.target)
      if (row) dragOut(event, row.node)
    },
  }
}

function rowUnder(target: EventTarget): TreeRow | undefined {
  const id = target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null
  const { rows, index } = useTree.getState()
  return id == null ? undefined : rows[index.get(id) ?? -1]
}
