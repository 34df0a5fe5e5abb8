// A file's row is dragged out of the window. In the desktop window the host copies the entry and lets the system drag the copy; in a
// browser the drag carries an address, which Chromium fetches where the file is dropped. Trap: the window opens what is dropped on
// it, and the editor takes it in; neither may happen to what comes from here.
import type { DragEvent } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { TreeNode } from '../../../shared/model/node'
import { cancelOperation, operate } from '../../state/operations'
import { useSession } from '../../state/session'
import { call } from '../../bridge/call'
import { entryAddress } from '../../bridge/download'
import { text } from '../../ui/text'
import { report } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'

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

/** Answers `dragstart` of a row. */
export function dragOut(event: DragEvent, node: TreeNode): void {
  const { opened, facts } = useSession.getState()
  if (opened === null || !canDragOut(node)) {
    event.preventDefault()
  } else if (facts?.host === 'electron') {
    event.preventDefault()
    void dragBySystem(opened.document, node).catch(report)
  } else {
    untilItEnds()
    void flushEdits()
    event.dataTransfer.effectAllowed = 'copy'
    event.dataTransfer.setData('DownloadURL', downloadUrl(opened.document, node))
  }
}

/** Chromium's form `type:name:address`, where the name must not contain a colon. */
function downloadUrl(document: DocumentId, { id, name }: TreeNode): string {
  const address = `${window.location.origin}${entryAddress(document, id, name.slice(0, longestName))}`
  return `application/octet-stream:${name.replace(/[:\p{Cc}]/gu, '-')}:${address}`
}

/** Lets the system drag a copy, unless the button is let go of before that is ready. */
async function dragBySystem(document: DocumentId, node: TreeNode): Promise<void> {
  const ended = untilItEnds()
  await flushEdits()
  if (ended.aborted) return
  await operate(text.tree.dragging(node.name), async operation => {
    const cancel = () => void cancelOperation(operation).catch(() => undefined)
    ended.addEventListener('abort', cancel)
    try {
      const suggestedName = node.name.slice(0, longestName)
      await call('drag.start', { document, node: node.id, suggestedName, operation })
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
