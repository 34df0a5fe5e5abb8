// Rows that were copied, to be pasted into a folder of the same backup. The clipboard of the system has their addresses, so that something
// else that is copied later, here or elsewhere, is what gets pasted then.
import { create } from 'zustand'
import type { DocumentId } from '../../../shared/model/document'
import { BootbankError } from '../../../shared/model/errors'
import type { NodeId, TreeNode } from '../../../shared/model/node'
import { call } from '../../bridge/call'
import { applyStatus, useSession } from '../../state/session'
import { expand } from '../../state/tree-store'
import { copyText } from '../../ui/copy-text'
import { text } from '../../ui/text'
import { notify, report } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'
import { askTaken } from './drop-in'

interface Copied {
  readonly document: DocumentId
  readonly nodes: readonly NodeId[]
  /** What the clipboard holds of them. */
  readonly addresses: string
}

const useCopied = create<{ readonly copied: Copied | null }>(() => ({ copied: null }))

/** Copies the addresses of rows, and remembers the rows. */
export async function copyRows(nodes: readonly TreeNode[]): Promise<void> {
  const { opened } = useSession.getState()
  const addresses = nodes.map(({ address }) => address).join('\n')
  useCopied.setState({
    copied: opened && { document: opened.document, nodes: nodes.map(({ id }) => id), addresses },
  })
  await copyText(addresses)
}

/** Whether there is something that can be pasted into the open document. */
export function hasCopied(): boolean {
  const { copied } = useCopied.getState()
  return copied !== null && copied.document === useSession.getState().opened?.document
}

/** Whether a text of the clipboard is that of the rows that were copied last. */
export function isCopied(pasted: string): boolean {
  const { copied } = useCopied.getState()
  return hasCopied() && copied?.addresses === pasted.replaceAll('\r\n', '\n')
}

/** Puts copies of the rows into a folder, as one step; asks about names that are there. A refusal becomes a notice. */
export async function pasteCopied(folder: TreeNode): Promise<void> {
  const { copied } = useCopied.getState()
  if (copied === null) return
  try {
    await flushEdits()
    const { document, nodes } = copied
    const request = { document, node: folder.id, from: [...nodes] }
    try {
      applyStatus(await call('edit.copy', { ...request, taken: 'refuse' }))
    } catch (thrown) {
      if (!(thrown instanceof BootbankError) || thrown.code !== 'NAME_TAKEN') throw thrown
      const taken = await askTaken(thrown.message)
      if (taken === null) return
      applyStatus(await call('edit.copy', { ...request, taken }))
    }
    await expand(folder.id)
    notify({ tone: 'done', message: text.tree.pasted(nodes.length, folder.name) })
  } catch (thrown) {
    report(thrown)
  }
}
