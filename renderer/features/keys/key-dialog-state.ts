// Which locked layer the dialog that asks for a key is about.
import { create } from 'zustand'
import type { TreeNode } from '../../../shared/model/node'

export const useKeyDialog = create<{ readonly node: TreeNode | null }>(() => ({ node: null }))

export function openKeyDialog(node: TreeNode): void {
  useKeyDialog.setState({ node })
}

export function closeKeyDialog(): void {
  useKeyDialog.setState({ node: null })
}
