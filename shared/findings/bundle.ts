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
  'bundle-manifest-made': {
    severity: 'warning',
    means: 'a Manifest.txt of a host may say more than its release and UUID',
    source: 'docs/formats.md section 9',
    message: () =>
      'Unverified: Manifest.txt of the configBundle was made here, of the release and UUID that were given. It has no KERNELOPTS and no ' +
      'USEROPTS, from which a host sets its kernel options: note kernelopt= of boot.cfg first, and compare it afterwards.',
  },
  'bundle-manifest-release': {
    severity: 'warning',
    means: 'restore_config goes by the Manifest, and the state may be of another release than the host',
    source: 'docs/formats.md section 9',
    message: (told: string, own: string) => `The release for Manifest.txt is ${told}, and that of the state ${own}.`,
  },
  'bundle-manifest-uuid': {
    severity: 'warning',
    means: 'restore_config compares the UUID of the firmware, so that it would refuse the configBundle',
    source: 'docs/formats.md section 9',
    message: (uuid: string) =>
      `The UUID for Manifest.txt is /system/uuid of esx.conf (${uuid}). The host compares that of its firmware, which esxcfg-info -u prints.`,
  },
} as const satisfies FindingTable
