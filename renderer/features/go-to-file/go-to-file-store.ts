// Whether going to a file is open.
import { create } from 'zustand'

export const useGoToFile = create<{ readonly open: boolean }>(() => ({ open: false }))

/** Opens it, or closes it. */
export function toggleGoToFile(): void {
  useGoToFile.setState(({ open }) => ({ open: !open }))
}

/** Closes it. */
export function closeGoToFile(): void {
  useGoToFile.setState({ open: false })
}
