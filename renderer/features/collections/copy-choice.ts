// The choice of a copy, while a collection is opened: asked for by the opening, answered by the dialog.
import { create } from 'zustand'
import type { CollectionReport } from '../../../shared/model/collection'

interface Choice {
  readonly report: CollectionReport
  readonly settle: (copy: number | null) => void
}

export const useCopyChoice = create<{ readonly choice: Choice | null }>(() => ({ choice: null }))

/** Shows the copies in a collection; gives the number of one, null when the user wants none of them. */
export function chooseCopy(report: CollectionReport): Promise<number | null> {
  useCopyChoice.getState().choice?.settle(null)
  return new Promise(resolve => {
    const settle = (copy: number | null) => {
      useCopyChoice.setState({ choice: null })
      resolve(copy)
    }
    useCopyChoice.setState({ choice: { report, settle } })
  })
}
