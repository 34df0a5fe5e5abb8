// How the user likes differences to be shown.
import { create } from 'zustand'

interface DiffPreferences {
  /** Two columns where there is room for them. */
  readonly split: boolean
  /** Long stretches without a change are folded. */
  readonly collapse: boolean
  readonly toggleSplit: () => void
  readonly toggleCollapse: () => void
}

export const useDiffPreferences = create<DiffPreferences>(set => ({
  split: true,
  collapse: true,
  toggleSplit: () => set(state => ({ split: !state.split })),
  toggleCollapse: () => set(state => ({ collapse: !state.collapse })),
}))
