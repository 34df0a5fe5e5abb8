import { plain } from '../../document/plain-name'
import type { BackupCheck } from '../check'

/** What only root may read: private keys and hashes. */
const privateFile = /^etc\/(?:vmware\/ssl\/rui\.key|ssh\/ssh_host_\w+_key|shadow)$/

export const privateFiles: BackupCheck<'private-files'> = {
  id: 'private-files',
  about: 'backup',
  severity: 'warning',
  explanation:
    'The SSH server refuses a private key that others may read, and a hash that others may read is guessed at leisure.',
  source: 'sshd(8), FILES; shadow(5)',
  fix: {
    label: 'Take the rights of others away',
    apply: (document, entry) => document.chmod(entry, entry.mode & 0o7700),
  },
  run: backup =>
    (backup.inner?.entries() ?? [])
      .filter(entry => entry.kind === 'file' && privateFile.test(plain(entry.name)) && (entry.mode & 0o77) !== 0)
      .filter(entry => !entry.origin || entry.mode !== entry.origin.mode)
      .map(at => ({
        at,
        message: `Others than root may read or write it (mode 0${at.mode.toString(8)}), since it was edited.`,
        remedy: `Set the mode to 0${(at.mode & 0o7700).toString(8)}.`,
      })),
}
