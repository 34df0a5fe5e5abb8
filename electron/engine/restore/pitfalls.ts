// What goes wrong when people restore a state, and the routes side by side: the first pages of RESTORE.md. Sources: docs/formats.md sections
// 4, 5, 9 and 11.
import type { HostCard } from '../../../shared/model/host-card'
import { code, list, table } from './markdown'

/** What the reader has to know before any route. */
export function pitfalls(card: HostCard, hasConfigBundle: boolean): string {
  return `## Pitfalls\n\n${list([
    '**Reboot without saving.** A running host writes its configuration over `state.tgz` at a normal shutdown or reboot, and every hour. After the file was replaced: `reboot -f`, or replace it while another system is booted.',
    '**Two banks.** The host has two boot banks and boots from one of them: a state on the other one changes nothing. Look at both, write the one that boots, and leave the other one as the way back.',
    '**`modules=`.** `boot.cfg` of that bank must list `state.tgz`, or the host ignores the file. restore.sh adds it; by hand, append ` --- state.tgz` to that line.',
    ...(card.encryption === 'absent' ? [] : [sealPitfall(card)]),
    ...(hasConfigBundle
      ? [
          '**Maintenance mode, release and UUID.** `restore_config` and PowerCLI demand maintenance mode and a `Manifest.txt` with the release of the host and the UUID of its firmware (not `/system/uuid` of esx.conf). They reboot at once.',
        ]
      : []),
    release(card),
    '**UUID.** The state carries the identity of its host. Two running hosts must not share one; for a clone, change `/system/uuid` first.',
    '**Certificates.** On the running host `/etc/vmware/ssl/rui.key` and `rui.crt` must be there and not empty, or its backup script hangs the next shutdown.',
    '**Keep this folder to yourself.** state.tgz holds password hashes and private keys. changes.diff shows known secrets as `***`.',
  ])}`
}

function sealPitfall({ encryption }: HostCard): string {
  if (encryption === 'no-key')
    return '**The key is not here.** No key that fits lies beside local.tgz.ve: a host cannot read this state unless it has the key from elsewhere.'
  return encryption === 'tpm'
    ? '**TPM and Secure Boot.** Only the TPM of this host, or its recovery key, opens this state; where the host demands Secure Boot for it, Secure Boot has to be on as well. See *The TPM* below.'
    : '**TPM and Secure Boot.** The key of this state lies beside it (mode NONE), so that no TPM is needed. If the host has a TPM that was put into use since, it may not take a state of mode NONE: that was not tried.'
}

function release({ release: told }: HostCard): string {
  return `**Release.** This state is of ${told === null ? 'an unknown release' : `release ${code(told)}`}. A host of another release may refuse it; newer hosts were seen to accept older states, but that is not certain.`
}

/** All ways, with what each needs and what is unverified. */
export function routeTable(hasConfigBundle: boolean): string {
  const none = 'no configBundle in this bundle: build it again with release and UUID of the host'
  return table(
    [
      [
        '1. Live Linux',
        'a host that is down, or does not come up',
        'a Linux stick, the console',
        'not tried on a host',
      ],
      ['2. ESXi shell', 'a host that runs', 'root in the shell, virtual machines off', 'not tried on a host'],
      [
        '3. `restore_config`',
        'a host that runs',
        hasConfigBundle ? 'maintenance mode, same release and UUID' : none,
        'whether the host takes a configBundle made here',
      ],
      [
        '4. PowerCLI',
        'a host that runs, from another machine',
        hasConfigBundle ? 'PowerCLI, and what route 3 needs' : none,
        'the same; restore.ps1 was parsed, never run',
      ],
      [
        'Prepared disk',
        'a boot stick or card that can be copied',
        'Bootbank, an image of the disk',
        'that a host boots from it',
      ],
      [
        'restore.sh',
        'does routes 1 and 2',
        'a shell; in a live Linux both banks mounted',
        'tried on made-up banks, not on a host',
      ],
    ],
    ['Route', 'For', 'Needs', 'Unverified'],
  )
}
