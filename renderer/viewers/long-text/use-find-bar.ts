// The bar that searches a large text: whether it is open, and at which of the places found the user is.
import { type RefObject, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { LongTextHit } from '../../../shared/viewers/long-text'
import { useFind } from './use-find'

interface FindBarOptions {
  readonly document: DocumentId
  readonly node: NodeId
  readonly revision: number
  /** Row of the cursor: from there on is searched first. */
  readonly cursor: number
  readonly field: RefObject<HTMLInputElement | null>
  readonly goTo: (row: number) => void
  readonly onClose: () => void
}

/** What is searched for, what was found, and the steps between the places; `at` is the index of one, -1 before the first step. */
export function useFindBar({ document, node, revision, cursor, field, goTo, onClose }: FindBarOptions) {
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const toHit = (hits: readonly LongTextHit[], index: number) => {
    setAt(index)
    const hit = hits[index]
    if (hit) goTo(hit.row)
  }
  const { find, change } = useFind(document, node, revision, hits => toHit(hits, firstFrom(hits, cursor)))
  return {
    isOpen,
    at,
    find,
    change,
    step: (by: 1 | -1) => {
      const { hits } = find
      if (hits.length > 0) toHit(hits, at < 0 ? firstFrom(hits, cursor) : (at + by + hits.length) % hits.length)
    },
    open: () => {
      setOpen(true)
      requestAnimationFrame(() => field.current?.select())
    },
    close: () => {
      setOpen(false)
      change({ text: '' })
      setAt(-1)
      onClose()
    },
  }
}

/** The first place at or after a row; the very first where there is none. */
function firstFrom(hits: readonly LongTextHit[], row: number): number {
  return Math.max(
    0,
    hits.findIndex(hit => hit.row >= row),
  )
}
