// What a secret in a text is, and what a rule that finds secrets looks like.

/** One word a kind, for lists and filters; each has a rule in rules/ (registry.ts). */
export type SecretKind =
  | 'password-hash'
  | 'private-key'
  | 'envelope-key'
  | 'recovery-key'
  | 'license-key'
  | 'snmp-community'
  | 'snmp-key'
  | 'chap-secret'
  | 'password'

/** A part of a text that is secret. */
export interface SecretSpan {
  /** Offsets in the string, UTF-16 units, end exclusive. */
  readonly from: number
  readonly to: number
  readonly kind: SecretKind
  /** What makes two secrets the same one: the secret itself, or the whole key that a line belongs to. */
  readonly identity: string
}

/** Names of properties that a schema of the backup declares secret, with the kind to show each as, as they cross boundaries. */
export type SecretNames = readonly (readonly [name: string, kind: SecretKind])[]

/** Where a text comes from, as far as its secrets depend on it. */
export interface SecretFile {
  /** Paths or addresses of the file: two where it was renamed. */
  readonly paths: readonly string[]
  /**
   * Names of properties that a schema of the backup declares secret (docs/formats.md section 7, `type: "secret"`), with the kind to show
   * them as; they count wherever a value stands beside such a name.
   */
  readonly names?: ReadonlyMap<string, SecretKind>
}

/** The file with these names; a file without any is looked through faster. */
export function fileWith(paths: readonly string[], names: ReadonlyMap<string, SecretKind>): SecretFile {
  return names.size === 0 ? { paths } : { paths, names }
}

/**
 * Finds the secrets of one kind. May give spans over several lines and spans that overlap others. The text may be a string of bytes
 * (Latin-1) as well as of characters, and both must give the same: so rules look for ASCII; `\s`, `.` and the `^` and `$` of
 * the m flag are not used, because they know blanks and line ends beyond it.
 */
export type SecretRule = (text: string, file: SecretFile) => Iterable<SecretSpan>

/** Whether the last segment of one of the file's paths matches; the `#2` of an address is not part of it. */
export function isNamed(file: SecretFile, name: RegExp): boolean {
  // Rules ask for each line that a search shows.
  let names = lastSegments.get(file)
  if (!names) {
    names = file.paths.map(path => (path.split('/').at(-1) ?? '').replace(/#\d+$/, ''))
    lastSegments.set(file, names)
  }
  return names.some(one => name.test(one))
}

const lastSegments = new WeakMap<SecretFile, readonly string[]>()
