// What decides whether a command can be run, and on what: the document, the row or change it would act on, what the content
// offers. Gathered from the stores, so that palette, buttons, keys and menus all ask the same.
import { useSyncExternalStore } from 'react'
import type { MainViewId } from '../../shared/commands/views'
import type { Change } from '../../shared/model/change'
import type { NodeId, TreeNode } from '../../shared/model/node'
import { selectedChange, useChanges } from './changes-store'
import { chosenNodes, nodeOf } from './tree-state'
import { useTree } from './tree-store'
import { useLayout } from './layout'
import { useOperations } from './operations'
import { lastPane } from './panes'
import { type Session, useSession } from './session'
import { type ShownActions, useShownActions } from './shown-actions'

export interface WindowState {
  readonly session: Session
  /** The row that a command about an entry acts on; null while the changes show or nothing is open. */
  readonly node: TreeNode | null
  /** The rows that it acts on where several are chosen; else that one row, or none. */
  readonly nodes: readonly TreeNode[]
  /** The change that a command about a change acts on; null while the explorer shows. */
  readonly change: Change | null
  readonly shown: ShownActions
  /** What the middle pane shows. */
  readonly main: MainViewId
  /** Whether an operation can be cancelled. */
  readonly running: boolean
}

/** The state as of now. The row is the keyboard's where the focus is, or was last, in the explorer; else the one that shows. */
export function windowState(): WindowState {
  const tree = useTree.getState()
  const at = lastPane() === 'side' ? tree.focused : tree.selected
  const from = [...stores.map(store => store.getState()), at]
  // A dozen buttons ask after each change of a store, and finding a row in a closed folder may mean looking through many.
  if (last === null || from.some((part, index) => part !== last?.from[index])) last = { from, state: gather(at) }
  return last.state
}

function gather(at: NodeId | null): WindowState {
  const session = useSession.getState()
  const { actions: shown } = useShownActions.getState()
  const running = useOperations.getState().running.some(operation => !operation.cancelling)
  const { side, main } = useLayout.getState()
  const rest = { session, shown, main, running }
  if (side === 'changes') return { ...rest, node: null, nodes: [], change: selectedChange(useChanges.getState()) }
  const tree = useTree.getState()
  const chosen = chosenNodes(tree)
  const node = chosen.length === 1 ? (chosen[0] ?? null) : at === null ? null : nodeOf(tree, at)
  return { ...rest, node, nodes: chosen.length > 1 ? chosen : node === null ? [] : [node], change: null }
}

const stores = [useSession, useTree, useChanges, useLayout, useShownActions, useOperations] as const

let last: { readonly from: readonly unknown[]; readonly state: WindowState } | null = null

/** A plain value of the state, kept up to date. */
export function useWindowState<T extends string | number | boolean | null>(select: (state: WindowState) => T): T {
  return useSyncExternalStore(subscribe, () => select(windowState()))
}

function subscribe(listener: () => void): () => void {
  const ends = stores.map(store => store.subscribe(listener))
  return () => {
    for (const end of ends) end()
  }
}
