// What the viewer of keys shows: private and public keys by what they are, never the secret itself.

export interface ShownKey {
  /** Where it begins, from 1. */
  readonly line: number
  readonly isPrivate: boolean
  /** Such as `RSA`; null where a passphrase hides it. */
  readonly type: string | null
  /** Null where it is not known. */
  readonly bits: number | null
  /** As `ssh-keygen -l` writes them: `SHA256:…`, `MD5:aa:bb…`; null where a passphrase hides the key. */
  readonly sha256: string | null
  readonly md5: string | null
  /** What stands after the key, empty for nothing. */
  readonly comment: string
  /** In front of it: what a login with it may do (authorized_keys), or whose it is (known_hosts); empty for nothing. */
  readonly before: string
  /** A passphrase protects it. */
  readonly encrypted: boolean
}

/** The other half beside the file: its address, and whether it belongs to the first key here. */
export interface KeyPair {
  readonly address: string
  readonly belongs: boolean
}

export interface KeysView {
  readonly keys: readonly ShownKey[]
  /** Keys beyond those that are shown. */
  readonly more: number
  readonly pair: KeyPair | null
  readonly problems: readonly { readonly line: number; readonly message: string }[]
}
