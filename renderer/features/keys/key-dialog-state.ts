// What the dialog that asks for a key is about: a locked layer of the document, or a locked file that could not be opened.
import { create } from 'zustand'
import type { TreeNode } from '../../../shared/model/node'

export type KeyTarget =
  | { readonly kind: 'layer'; readonly name: string; readonly node: TreeNode }
  | { readonly kind: 'file'; readonly name: string }

export const useKeyDialog = create<{ readonly target: KeyTarget | null }>(() => ({ target: null }))

/** Asks for the key of a layer or a file. */
export function openKeyDialog(target: KeyTarget): void {
  useKeyDialog.setState({ target })
}

/** Closes the dialog; what was typed is forgotten. */
export function closeKeyDialog(): void {
  useKeyDialog.setState({ target: null })
}

/** A locked layer of the document, by its row. */
export function layerTarget(node: TreeNode): KeyTarget {
  return { kind: 'layer', name: node.name, node }
}
