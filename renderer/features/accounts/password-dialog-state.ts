// Whether the dialog that changes a password is open.
import { create } from 'zustand'

export const usePasswordDialog = create<{ readonly open: boolean }>(() => ({ open: false }))

export function openPasswordDialog(): void {
  usePasswordDialog.setState({ open: true })
}

export function closePasswordDialog(): void {
  usePasswordDialog.setState({ open: false })
}
