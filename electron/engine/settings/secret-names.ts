// Settings that are secret although their type does not say so: by the name of the property or key (docs/formats.md section 7
// names password_hash; the rest are the community strings and keys of SNMP version 1 to 3, and CHAP in esx.conf).

const names: ReadonlySet<string> = new Set([
  'password_hash',
  'authentication_hash',
  'privacy_hash',
  'community',
  'communities',
  'password',
  'passwd',
  'secret',
  'chapsecret',
  'mutualchapsecret',
  'licensekey',
])

/** Whether a property of this name holds a secret, whatever its schema says. */
export function secretName(name: string): boolean {
  return names.has(name.toLowerCase())
}
