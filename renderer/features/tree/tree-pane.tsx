// The explorer: one focusable element (role tree) over a virtual list of rows. Arrows move the focus, Enter and Space show
// a row, letters jump to a name; the keys of commands about an entry come from the shared table.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import type { NodeId, TreeNode } from '../../../shared/model/node'
import { commandFor, commandOf } from '../../state/commands'
import { useLayout } from '../../state/layout'
import { runCommand } from '../../state/run-command'
import { windowState } from '../../state/window-state'
import { announce } from '../../ui/announcer'
import { rowHeights } from '../../ui/density'
import { openMenu } from '../../ui/menu'
import { text } from '../../ui/text'
import { choiceOf } from './choose-keys'
import { isCopied, pasteCopied } from './copied'
import { dragOut } from './drag-out'
import { carriesFiles } from '../open/dropped'
import { addDropped, folderOf, useDropTarget } from './drop-in'
import { showNode } from './show-node'
import { moveOf } from '../../ui/tree-keys'
import { nodeItems } from './node-menu'
import styles from './tree-pane.module.css'
import { isRowMenuKey } from '../../ui/row-menu-key'
import { ChosenBar } from './chosen-bar'
import { RoleFilterBar } from './role-filter-bar'
import { TreeRowView } from './tree-row'
import { chooseAll, chooseOne, chooseRange, toggleChosen } from '../../state/tree-choice'
import { collapse, expand, focusRow, useTree } from '../../state/tree-store'
import { findTyped, notTyping, type Typing, typeCharacter } from '../../ui/type-ahead'

/** The tree of the open document, below what says which files it shows. */
export function TreePane() {
  return (
    <div className={styles.pane}>
      <RoleFilterBar />
      <TreeRows />
      <ChosenBar />
    </div>
  )
}

function TreeRows() {
  const rows = useTree(tree => tree.rows)
  const index = useTree(tree => tree.index)
  const focused = useTree(tree => tree.focused)
  const selected = useTree(tree => tree.selected)
  const loading = useTree(tree => tree.loading)
  const chosen = useTree(tree => tree.chosen)
  const dropTarget = useDropTarget(({ node }) => node)
  const rowHeight = useLayout(layout => rowHeights[layout.density])
  const scroller = useRef<HTMLDivElement>(null)
  const typing = useRef<Typing>(notTyping)
  const id = useId()
  const at = focused === null ? -1 : (index.get(focused) ?? -1)

  // The focused row is always drawn, or aria-activedescendant would point at nothing.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range)
      return at < 0 || shown.includes(at) ? shown : [...shown, at].sort((a, b) => a - b)
    },
    [at],
  )
  // Another function is another key for every row: a hundred thousand rows would be measured again with each drawing.
  const keyOf = useCallback((row: number) => rows[row]?.node.id ?? row, [rows])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: keyOf,
    rangeExtractor,
  })
  // A folder's handle is its path, and an id must not contain a space.
  const rowId = (node: NodeId) => `${id}-${encodeURIComponent(node)}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that are there already take their new height.
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])

  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return
    const node = rows[at]?.node
    if (node && isRowMenuKey(event)) {
      const box = document.getElementById(rowId(node.id))?.getBoundingClientRect()
      openNodeMenu(node, (box?.left ?? 0) + 40, box?.bottom ?? 0)
      event.preventDefault()
      return
    }
    if (chooseByKey(event)) {
      event.preventDefault()
      return
    }
    const command = commandFor(event.nativeEvent, 'tree')
    if (command !== undefined && commandOf(command).whyNot(windowState()) === null) {
      void runCommand(command)
      event.preventDefault()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.floor(event.currentTarget.clientHeight / rowHeight)
    const move = moveOf(event.key, rows, at, page)
    if (move !== null) typing.current = notTyping
    if (move === null) {
      if (event.key.length === 1) typeAhead(event.key)
      else return
    } else if (move.kind === 'focus') focusAt(move.index)
    else if (move.kind === 'expand') void expand(move.node)
    else if (move.kind === 'collapse') collapse(move.node)
    else {
      void showNode(move.node)
      if (move.toggle) toggle(move.node)
    }
    event.preventDefault()
  }
  const chooseByKey = (event: KeyboardEvent<HTMLDivElement>): boolean => {
    const asked = choiceOf(event)
    if (asked === null || (asked === 'one' && chosen.size === 0)) return false
    if (asked === 'all') chooseAll()
    else if (asked === 'one') chooseOne()
    else {
      const page = Math.floor(event.currentTarget.clientHeight / rowHeight)
      const move = asked === 'range' ? moveOf(event.key, rows, at, page) : null
      const row = rows[move?.kind === 'focus' ? move.index : at]
      if (row && asked === 'range') chooseRange(row.node.id)
      else if (row) toggleChosen(row.node.id)
    }
    announce(text.tree.chosen(useTree.getState().chosen.size))
    return true
  }
  const focusAt = (target: number) => {
    const row = rows[target]
    if (row) focusRow(row.node.id)
  }
  const typeAhead = (character: string) => {
    typing.current = typeCharacter(typing.current, character, performance.now())
    const found = findTyped(typing.current.typed, at, rows.length, row => rows[row]?.node.name ?? '')
    if (found !== null) focusAt(found)
  }
  const toggle = (node: NodeId) => {
    const row = rows[index.get(node) ?? -1]
    if (row?.expanded) collapse(node)
    else if (row?.node.expandable) void expand(node)
  }
  const click = (event: MouseEvent) => {
    const node = rowUnder(event.target)
    const row = node === null ? undefined : rows[index.get(node) ?? -1]
    if (node === null || row === undefined) return
    if (event.shiftKey || event.ctrlKey || event.metaKey) {
      if (event.shiftKey) chooseRange(node)
      else toggleChosen(node)
      announce(text.tree.chosen(useTree.getState().chosen.size))
      return
    }
    const onTwisty = event.target instanceof Element && event.target.closest('[data-twisty]') !== null
    if (onTwisty) focusRow(node)
    else void showNode(node)
    // A first click on an open folder only shows it: the host card must be reachable without closing the tree.
    if (onTwisty || !row.expanded || selected === node) toggle(node)
  }
  const contextMenu = (event: MouseEvent) => {
    const node = rowUnder(event.target)
    const row = node === null ? undefined : rows[index.get(node) ?? -1]
    // The menu key of some systems sends this event to the tree itself, after its own key press.
    event.preventDefault()
    if (row === undefined) return
    // The menu of a chosen row is about all of them; of another row about that one.
    if (!chosen.has(row.node.id)) chooseOne()
    focusRow(row.node.id)
    scroller.current?.focus()
    openNodeMenu(row.node, event.clientX, event.clientY)
  }

  const paste = (event: ClipboardEvent) => {
    const folder = focused === null ? null : folderOf(focused)
    if (folder === null) return
    if (carriesFiles(event.clipboardData)) void addDropped(folder, event.clipboardData)
    else if (isCopied(event.clipboardData.getData('text/plain'))) void pasteCopied(folder)
    else return
    event.preventDefault()
  }

  const dragStart = (event: DragEvent) => {
    const node = rowUnder(event.target)
    const row = node === null ? undefined : rows[index.get(node) ?? -1]
    if (row) dragOut(event, row.node)
  }

  return (
    <div
      ref={scroller}
      className={styles.tree}
      role="tree"
      aria-label={text.tree.label}
      aria-multiselectable
      aria-activedescendant={at >= 0 && focused !== null ? rowId(focused) : undefined}
      tabIndex={0}
      data-pane-start
      onKeyDown={keyDown}
      onClick={click}
      onContextMenu={contextMenu}
      onDragStart={dragStart}
      onPaste={paste}
    >
      <div className={styles.rows} style={{ height: virtual.getTotalSize() }} role="presentation">
        {virtual.getVirtualItems().map(item => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <TreeRowView
              key={item.key}
              id={rowId(row.node.id)}
              row={row}
              focused={item.index === at}
              selected={chosen.size > 0 ? chosen.has(row.node.id) : row.node.id === selected}
              target={row.node.id === dropTarget}
              loading={loading.has(row.node.id)}
              top={item.start}
            />
          )
        })}
      </div>
    </div>
  )
}

function openNodeMenu(node: TreeNode, x: number, y: number): void {
  const { nodes } = windowState()
  const several = nodes.length > 1
  const label = several ? text.tree.chosen(nodes.length) : node.name
  openMenu({ label, items: nodeItems(several ? nodes : [node]), x, y })
}

function rowUnder(target: EventTarget): NodeId | null {
  return target instanceof Element ? (target.closest('[data-row]')?.getAttribute('data-row') ?? null) : null
}
