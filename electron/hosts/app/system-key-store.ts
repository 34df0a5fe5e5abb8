// The system's key store, for the key of the journals. Trap: on Linux without a keyring Chromium "encrypts" with a password that stands in
// its sources; that protects nothing and does not count. Asked only after `ready`, before which Linux does not know its keyring.
// Source: https://www.electronjs.org/docs/latest/api/safe-storage
import { safeStorage } from 'electron'
import type { SystemKeyStore } from '../../services/journal/journal-key'

export const systemKeyStore: SystemKeyStore = {
  async isAvailable() {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
    return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
  },
  seal: text => safeStorage.encryptStringAsync(text),
  unseal: async sealed => (await safeStorage.decryptStringAsync(sealed)).result,
}
