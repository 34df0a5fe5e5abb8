// The texts of keys and seals.

export const keysText = {
  title: (name: string) => `Open ${name} with a key`,
  field: 'Key',
  fieldHint: '64 hex digits (32 bytes)',
  show: 'Show what is typed',
  file: 'Take it from a file…',
  open: 'Open',
  cancel: 'Cancel',
  about:
    'The key is proven by the hash and the tag in the envelope. It stays in memory until the file is closed, in no journal and no report; saving seals the layer with it again.',
  recovery:
    'The recovery key of a TPM host (16 groups of six digits) is for the host at boot. How it leads to this key is not known.',
  opened: (name: string) => `${name} is open`,
  nothingLocked: 'No layer of this backup waits for a key.',
  waiting: (name: string) =>
    `The changes to ${name} lie in a layer that is locked. Open it with its key, and they are offered again.`,
  steps: {
    title: 'What its administrator can do',
    why: 'Its key is sealed by the TPM of the host that wrote it, and cannot be had offline.',
    boot: 'Boot the host that wrote it: its TPM opens the state.',
    read: 'While that host runs, note its recovery key:',
    command: 'esxcli system settings encryption recovery list',
    give: 'On other hardware, or with a cleared TPM, add it to the boot options (Shift+O):',
    option: 'encryptionRecoveryKey=…',
    unknown: 'How the recovery key leads to the key of this layer is not known, so it cannot be used here.',
    here: 'Who has the key of the layer itself can open it here:',
  },
  unseal: {
    title: 'Unseal local.tgz.ve?',
    body: 'It becomes local.tgz, and encryption.info goes; one undo brings both back. Unverified: a host since 7.0 U2 writes local.tgz.ve, and whether it starts from a plain local.tgz was not tried on one.',
    confirm: 'Unseal',
    done: 'local.tgz is not sealed any more',
  },
  seal: {
    title: 'Seal local.tgz?',
    body: 'It becomes local.tgz.ve, sealed with a new key, which is put into encryption.info (mode NONE). Unverified: whether a host takes a key that it did not make was not tried on one; a host before 7.0 U2 looks for local.tgz alone.',
    confirm: 'Seal',
    done: 'local.tgz is sealed',
  },
  sealWith: {
    title: (name: string) => `Seal local.tgz with the key of ${name}?`,
    body: 'It becomes local.tgz.ve, and the chosen file is put beside it as encryption.info. Unverified: whether a host takes a key of another place was not tried on one; a host before 7.0 U2 looks for local.tgz alone.',
  },
  whyNot: {
    sealed: 'It is sealed already.',
    plain: 'It is not sealed.',
    locked: 'Open the sealed layer with its key first.',
  },
} as const
