// Whether the dialog that changes a password is open.
import { create } from 'zustand'

export const usePasswordDialog = create<{ readonly open: boolean }>(() => ({ open: false }))

/** Opens the dialog. */
export function openPasswordDialog(): void {
  usePasswordDialog.setState({ open: true })
}

/** Closes the dialog; what was typed is forgotten. */
export function closePasswordDialog(): void {
  usePasswordDialog.setState({ open: false })
}
