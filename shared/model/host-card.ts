// The host at a glance: what the file is, and every fact about the host in groups. A fact that the backup does not hold is null or has
// no value, never guessed.
import type { FactGroup } from './facts'
import type { Finding } from './finding'

export type EncryptionState = 'absent' | 'none' | 'no-key' | 'tpm'

/** What the opened file is, by content. */
export type BackupShape = 'config-bundle' | 'state' | 'local' | 'archive'

export interface HostCard {
  readonly shape: BackupShape
  /** These five stand among the facts as well; here they are for one line and for scripts. */
  readonly hostname: string | null
  /** Such as `7.0.2`. */
  readonly release: string | null
  readonly uuid: string | null
  readonly managementAddress: string | null
  /** Login names, from ConfigStore where it has them, else from etc/shadow; null where neither could be read. */
  readonly accounts: readonly string[] | null
  /** `absent`: no envelope; `none`: sealed with the key in the file (mode NONE); `no-key`: sealed, and no key that fits is there; `tpm`: sealed by the TPM. */
  readonly encryption: EncryptionState
  /** Archives of the host's layer chain that could be opened, the outermost included. */
  readonly layers: number
  /** Entries of all of them. */
  readonly entries: number
  /** ISO 8601: mtime of the inner archive, the time of the last backup. */
  readonly savedAt: string | null
  /** Bytes of the file. */
  readonly size: number
  readonly sha256: string
  /** What does not hold: about the archive (no host state, trailing bytes, sealed by a TPM…), and about its settings. */
  readonly findings: readonly Finding[]
  readonly groups: readonly FactGroup[]
}

/** Whether the host's files are not shown because nobody has their key: the TPM keeps it, or it is not here. With a key that was given, they are. */
export function isSealedAway({ encryption, findings }: HostCard): boolean {
  if (encryption === 'no-key') return true
  return encryption === 'tpm' && findings.some(({ code }) => code === 'SEALED_TPM')
}
