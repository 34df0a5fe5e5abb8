// Rows of files are dragged out of the window. In the desktop window the host copies the entries and lets the system drag the copies; in a
// browser the drag carries an address, which Chromium fetches where it is dropped: that of a file, or of a zip where several are dragged. Trap: the window opens what is dropped on
// it, and the editor takes it in; neither may happen to what comes from here.
import type { DragEvent } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { TreeNode } from '../../../shared/model/node'
import { cancelOperation, operate } from '../../state/operations'
import { useSession } from '../../state/session'
import { call } from '../../bridge/call'
import { entryAddress } from '../../bridge/download'
import { text } from '../../ui/text'
import { notify, report } from '../../ui/toast'
import { chosenNodes } from '../../state/tree-state'
import { useTree } from '../../state/tree-store'
import { flushEdits } from '../editor/pending-edits'
import { inWords } from './header-actions'

/** Characters of an address that a browser and our host surely take. */
const longestAddress = 8000

/** Characters of a name that the host takes. */
const longestName = 255

let isUnderWay = false

/** Whether what is dragged over the window came from it. */
export function isDraggingOut(): boolean {
  return isUnderWay
}

/** Whether the row is a file, which alone can be dragged. */
export function canDragOut(node: TreeNode): boolean {
  return node.row === 'entry' && node.kind === 'file'
}

/** Answers `dragstart` of a row, and of all chosen rows where it is one of them. */
export function dragOut(event: DragEvent, node: TreeNode): void {
  const { opened, facts } = useSession.getState()
  const chosen = chosenNodes(useTree.getState())
  const nodes = chosen.includes(node) ? chosen : [node]
  if (opened === null || !nodes.every(canDragOut)) {
    event.preventDefault()
  } else if (facts?.host === 'electron') {
    event.preventDefault()
    void dragBySystem(opened.document, nodes).catch(report)
  } else {
    const { name, address } = downloadOf(opened.document, nodes)
    if (address.length > longestAddress) {
      event.preventDefault()
      notify({ tone: 'failed', message: text.tree.tooManyToDrag })
      return
    }
    untilItEnds()
    void flushEdits()
    event.dataTransfer.effectAllowed = 'copy'
    // Chromium's form `type:name:address`, where the name must not contain a colon.
    event.dataTransfer.setData('DownloadURL', `application/octet-stream:${name.replace(/[:\p{Cc}]/gu, '-')}:${address}`)
  }
}

/** What a drag is to become, and where the browser gets it. */
function downloadOf(
  document: DocumentId,
  nodes: readonly TreeNode[],
): { readonly name: string; readonly address: string } {
  const [first, ...more] = nodes
  const name = more.length > 0 || first === undefined ? text.tree.zipName : first.name.slice(0, longestName)
  const ids = nodes.map(({ id }) => id)
  return { name, address: `${window.location.origin}${entryAddress(document, ids, name)}` }
}

/** Lets the system drag copies, unless the button is let go of before they are ready. */
async function dragBySystem(document: DocumentId, nodes: readonly TreeNode[]): Promise<void> {
  const [first, ...more] = nodes.map(({ id, name }) => ({ node: id, suggestedName: name.slice(0, longestName) }))
  if (first === undefined) return
  const ended = untilItEnds()
  await flushEdits()
  if (ended.aborted) return
  await operate(text.tree.dragging(inWords(nodes)), async operation => {
    const cancel = () => void cancelOperation(operation).catch(() => undefined)
    ended.addEventListener('abort', cancel)
    try {
      await call('drag.start', { document, ...first, ...(more.length > 0 && { also: more }), operation })
    } catch (thrown) {
      if (!ended.aborted) throw thrown
    } finally {
      ended.removeEventListener('abort', cancel)
    }
  })
}

/** Fires at the first sign that the button is up: while a drag is under way, pages hear nothing of the pointer. */
function untilItEnds(): AbortSignal {
  isUnderWay = true
  const over = new AbortController()
  const end = () => {
    isUnderWay = false
    over.abort()
  }
  const moved = (event: PointerEvent) => {
    if (event.buttons === 0) end()
  }
  for (const name of ['pointerup', 'pointerdown', 'dragend'] as const) {
    window.addEventListener(name, end, { capture: true, signal: over.signal })
  }
  window.addEventListener('pointermove', moved, { capture: true, signal: over.signal })
  return over.signal
}
