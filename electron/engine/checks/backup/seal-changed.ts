import type { BackupCheck } from '../check'

/** What is not known of the host's behaviour, in the place where it matters. */
export const sealUnverified = {
  unsealed:
    'Unverified: it is not sealed any more. A host since 7.0 U2 writes local.tgz.ve with encryption.info; whether it starts from a plain local.tgz was not tried on one.',
  sealed:
    'Unverified: it is sealed with the key in encryption.info. Whether a host takes a key that it did not make itself was not tried on one; a host before 7.0 U2 looks for local.tgz alone.',
} as const

export const sealChanged: BackupCheck<'seal-changed'> = {
  id: 'seal-changed',
  about: 'backup',
  severity: 'warning',
  explanation: 'No source says what a host does with a state whose seal was taken off or put on elsewhere.',
  source: 'docs/formats.md sections 1 and 4',
  run({ local, inner }) {
    if (!local || inner?.seal === undefined) return []
    return [{ at: local, message: sealUnverified[inner.seal] }]
  },
}
