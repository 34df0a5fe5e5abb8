// The host at a glance. A fact that the backup does not hold is null, never guessed.
import type { Finding } from './finding'

export type EncryptionState = 'absent' | 'none' | 'tpm'

/** What the opened file is, by content. */
export type BackupShape = 'config-bundle' | 'state' | 'local' | 'archive'

export interface HostCard {
  readonly shape: BackupShape
  readonly hostname: string | null
  /** Such as `7.0.2`. */
  readonly release: string | null
  readonly uuid: string | null
  readonly managementAddress: string | null
  /** `absent`: no envelope; `none`: sealed with the key in the file (mode NONE); `tpm`: sealed by the TPM. */
  readonly encryption: EncryptionState
  /** Archives that could be opened, the outermost included. */
  readonly layers: number
  /** Entries of all of them. */
  readonly entries: number
  /** Login names, from ConfigStore where it has them, else from etc/shadow; null where neither could be read. */
  readonly accounts: readonly string[] | null
  /** ISO 8601: mtime of the inner archive, the time of the last backup. */
  readonly savedAt: string | null
  /** Bytes of the file. */
  readonly size: number
  readonly sha256: string
  /** About the archive itself: no host state, trailing bytes, sealed by a TPM… */
  readonly findings: readonly Finding[]
}
