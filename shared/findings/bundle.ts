// What the user of a restore bundle should know before it is built.
import type { FindingTable } from './finding-kind'

export const bundleFindings = {
  'bundle-unchanged': {
    severity: 'note',
    means: 'the bundle restores the state as it was opened',
    source: 'the document',
    message: (what: string) => `Nothing was changed: the state.tgz of the bundle is ${what}, byte for byte.`,
  },
  'bundle-outside': {
    severity: 'warning',
    means: 'changes to Manifest.txt and the like do not reach the host by a state.tgz',
    source: 'docs/formats.md section 1',
    message: (addresses: string) =>
      `Not in the bundle: changes outside state.tgz (${addresses}). Save a copy of the whole file to keep them.`,
  },
  'bundle-resealed': {
    severity: 'warning',
    means: 'no source says whether a host takes another iv than the one that it wrote',
    source: 'docs/formats.md section 4',
    message: () =>
      "Unverified: local.tgz.ve is sealed again with the backup's own key and a fresh iv. The file itself carries the iv, so a host " +
      'should read it; it was not tried on one.',
  },
  'bundle-sealed-by-tpm': {
    severity: 'warning',
    means: 'only the host that wrote it can open it, or one that is given its recovery key',
    source: 'docs/formats.md section 5',
    message: () =>
      "TPM: the key of local.tgz.ve is sealed by the host's TPM. It is copied as it was, unread and unchecked. Only that host can open " +
      'it; on other hardware its recovery key is needed at boot (encryptionRecoveryKey=…).',
  },
  'bundle-unread': {
    severity: 'warning',
    means: 'the layer could not be opened here, although a host may read it',
    source: 'the document',
    message: (address: string, why: string) =>
      `Unverified: ${address} is copied as it was, unread and unchecked. ${why}`,
  },
} as const satisfies FindingTable
