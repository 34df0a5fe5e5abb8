// The choice of a boot bank, while a disk is opened: asked for by the opening, answered by the dialog.
import { create } from 'zustand'
import type { DiskReport } from '../../../shared/model/disk'

/** What was chosen: the bank to open, and the one to compare it with. */
export interface ChosenBank {
  readonly bank: number
  readonly compareWith: number | null
}

interface Choice {
  readonly report: DiskReport
  readonly settle: (chosen: ChosenBank | null) => void
}

export const useBankChoice = create<{ readonly choice: Choice | null }>(() => ({ choice: null }))

/** Shows the banks of a disk; null when the user wants none of them. */
export function chooseBank(report: DiskReport): Promise<ChosenBank | null> {
  useBankChoice.getState().choice?.settle(null)
  return new Promise(resolve => {
    const settle = (chosen: ChosenBank | null) => {
      useBankChoice.setState({ choice: null })
      resolve(chosen)
    }
    useBankChoice.setState({ choice: { report, settle } })
  })
}
