// The rule of each kind of secret. A kind without a rule is a type error. Rules for what a schema declares secret are not here: its names
// come with the file (secret.ts, `names`).
import { envelopeKeys } from './rules/envelope-keys'
import { licenseKeys } from './rules/license-keys'
import { namedValues } from './rules/named-values'
import { passwordHashes } from './rules/password-hashes'
import { privateKeys } from './rules/private-keys'
import { recoveryKeys } from './rules/recovery-keys'
import { snmpCommunities, snmpKeys } from './rules/snmp'
import type { SecretKind, SecretRule } from './secret'

export const secretRules: { readonly [K in SecretKind]: SecretRule } = {
  'password-hash': passwordHashes,
  'private-key': privateKeys,
  'envelope-key': envelopeKeys,
  'recovery-key': recoveryKeys,
  'license-key': licenseKeys,
  'snmp-community': snmpCommunities,
  'snmp-key': snmpKeys,
  // Known by the name beside them alone; one rule finds both, and by their names some of the others too.
  'chap-secret': namedValues,
  password: namedValues,
}

/**
 * Rules that tell of a line what they tell of it in the whole text: no span of theirs crosses a line end, and what they look at around one does not
 * either. The others may find a secret by what stands lines away from it.
 */
export const rulesOfLines: ReadonlySet<SecretRule> = new Set([
  passwordHashes,
  envelopeKeys,
  recoveryKeys,
  licenseKeys,
  snmpCommunities,
  snmpKeys,
])
