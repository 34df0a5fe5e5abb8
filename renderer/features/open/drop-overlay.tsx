// A file may be dropped anywhere on the window: on a row of the tree it is added there, elsewhere it is opened, or compared with what is
// open. While one is dragged over
// it, an overlay says so; drags without files (a selection inside the editor) are left alone. Trap: dragleave fires for every element passed, so leaving is told by a
// drag that stopped reporting itself.
import { FileDown, GitCompareArrows } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useSession } from '../../state/session'
import { notify } from '../../ui/toast'
import { text } from '../../ui/text'
import { isCovered } from '../../state/run-command'
import { isDraggingOut } from '../tree/drag-out'
import { compareDropped } from '../compare/compare-state'
import { addDropped, folderAt, markDropTarget } from '../tree/drop-in'
import { carriesFiles, dropOf } from './dropped'
import styles from './drop-overlay.module.css'
import { openFile, refuse } from './open-document'

/** Milliseconds without a dragover after which the drag has left; browsers report at least every 350. */
const gone = 450

/** The overlay, and the listeners of the window. */
export function DropOverlay() {
  const [over, setOver] = useState(false)
  const [toCompare, setToCompare] = useState(false)
  const opened = useSession(state => state.opened?.name ?? null)

  useEffect(() => {
    let timer = 0
    const end = () => {
      window.clearTimeout(timer)
      setOver(false)
      markDropTarget(null)
    }
    const dragging = (event: DragEvent) => {
      if (isDraggingOut()) return refuseDrop(event)
      if (!carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      const folder = isCovered() ? null : folderAt(event.target)
      markDropTarget(folder?.id ?? null)
      const blocked = document.querySelector('dialog[open]') !== null
      if (event.dataTransfer) event.dataTransfer.dropEffect = blocked ? 'none' : 'copy'
      setOver(!blocked && folder === null)
      setToCompare(isToCompare(event.target))
      window.clearTimeout(timer)
      timer = window.setTimeout(end, gone)
    }
    const drop = (event: DragEvent) => {
      if (isDraggingOut()) return refuseDrop(event)
      if (!carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      event.stopPropagation()
      const folder = folderAt(event.target)
      end()
      if (isCovered()) return
      if (folder !== null && event.dataTransfer) void addDropped(folder, event.dataTransfer)
      else if (document.querySelector('dialog[open]') === null) take(event.dataTransfer, isToCompare(event.target))
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) end()
    }
    window.addEventListener('dragenter', dragging, true)
    window.addEventListener('dragover', dragging, true)
    window.addEventListener('dragleave', leave, true)
    window.addEventListener('drop', drop, true)
    return () => {
      end()
      window.removeEventListener('dragenter', dragging, true)
      window.removeEventListener('dragover', dragging, true)
      window.removeEventListener('dragleave', leave, true)
      window.removeEventListener('drop', drop, true)
    }
  }, [])

  if (!over) return null
  return (
    <div className={styles.overlay} aria-hidden>
      <div className={styles.card} data-chosen={!toCompare}>
        <FileDown size={36} strokeWidth={1.25} />
        <p>{text.open.dropHere}</p>
      </div>
      {opened !== null && (
        <div className={styles.compare} data-drop="compare" data-chosen={toCompare}>
          <GitCompareArrows size={24} strokeWidth={1.25} />
          <p>{text.open.dropToCompare(opened)}</p>
        </div>
      )}
    </div>
  )
}

/** What was dragged out of the window is not for it, nor for anything in it. */
function refuseDrop(event: DragEvent): void {
  event.preventDefault()
  event.stopPropagation()
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
}

/** Whether something is over the place where a dropped file is compared with the opened one. */
function isToCompare(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-drop="compare"]') !== null
}

/** A page is given no folders: only the desktop window can open one. */
function takeFolder(folder: File): void {
  const { name } = folder
  if (useSession.getState().facts?.host === 'electron') void openFile(folder)
  else refuse(name, { code: 'IS_DIRECTORY', message: text.open.folderDropped(name), where: {} })
}

function take(transfer: DataTransfer | null, isCompared: boolean): void {
  const dropped = dropOf(transfer)
  switch (dropped.kind) {
    case 'file':
      void (isCompared ? compareDropped([dropped.file]) : openFile(dropped.file))
      return
    case 'several':
      if (isCompared) void compareDropped(dropped.files)
      else notify({ tone: 'failed', message: text.open.severalDropped(dropped.files.length) })
      return
    case 'folder':
      takeFolder(dropped.file)
      return
    case 'nothing':
  }
}
