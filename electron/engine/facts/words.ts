// Words that several facts use.
import { assertNever } from '../../../shared/model/assert-never'
import type { BackupShape, EncryptionState } from '../../../shared/model/host-card'
import type { Vlan } from '../../../shared/model/network'

/** A VLAN as the card and the map say it, such as `VLAN 20`. */
export function vlanText(vlan: Vlan): string {
  switch (vlan.kind) {
    case 'none':
      return 'no VLAN'
    case 'tagged':
      return `VLAN ${vlan.id}`
    case 'trunk':
      return `VLAN trunk ${vlan.ranges.map(([start, end]) => (start === end ? start : `${start}–${end}`)).join(', ')}`
    case 'private':
      return `private VLAN ${vlan.id}`
    case 'unknown':
      return 'VLAN not known'
    default:
      return assertNever(vlan)
  }
}

/** How local.tgz is sealed, in words. */
export function encryptionText(state: EncryptionState): string {
  switch (state) {
    case 'absent':
      return 'not sealed'
    case 'none':
      return 'sealed, with the key in the file (mode NONE)'
    case 'no-key':
      return 'sealed, and no key that fits is in the file; cannot be read without one'
    case 'tpm':
      return "sealed by the host's TPM; cannot be read offline"
    default:
      return assertNever(state)
  }
}

/** What the opened file is, in words with their article. */
export function shapeText(shape: BackupShape): string {
  switch (shape) {
    case 'config-bundle':
      return 'a configBundle'
    case 'state':
      return 'a host state'
    case 'local':
      return 'the inner archive of a host state'
    case 'archive':
      return 'an archive, no host state'
    default:
      return assertNever(shape)
  }
}
