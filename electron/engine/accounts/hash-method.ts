// How a password became the hash that is kept of it, told by how the hash begins (crypt(5)). Nothing of the hash itself is given.

export interface HashMethod {
  /** One word, for programs. */
  readonly id: string
  /** For people. */
  readonly name: string
}

/** By what stands between the first two dollar signs. */
const prefixes: Readonly<Record<string, HashMethod>> = {
  '1': { id: 'md5', name: 'MD5' },
  '2a': { id: 'bcrypt', name: 'bcrypt' },
  '2b': { id: 'bcrypt', name: 'bcrypt' },
  '2x': { id: 'bcrypt', name: 'bcrypt' },
  '2y': { id: 'bcrypt', name: 'bcrypt' },
  '3': { id: 'nt', name: 'NT' },
  '5': { id: 'sha256', name: 'SHA-256' },
  '6': { id: 'sha512', name: 'SHA-512' },
  '7': { id: 'scrypt', name: 'scrypt' },
  y: { id: 'yescrypt', name: 'yescrypt' },
  gy: { id: 'gost-yescrypt', name: 'gost-yescrypt' },
  md5: { id: 'sun-md5', name: 'Sun MD5' },
  sha1: { id: 'sha1', name: 'PBKDF1 with SHA-1' },
}

/** The method of a hash as a file of accounts or ConfigStore keeps it, also of one that is locked by `!` in front; null where its form is not known. */
export function hashMethod(hash: string): HashMethod | null {
  const open = hash.replace(/^!+/, '')
  const prefix = /^\$([a-z0-9]{1,4})(?:,rounds=\d{1,10})?\$/.exec(open)?.[1]
  if (prefix !== undefined) return Object.hasOwn(prefixes, prefix) ? (prefixes[prefix] ?? null) : null
  if (/^[./A-Za-z0-9]{13}$/.test(open)) return { id: 'des', name: 'DES' }
  return /^_[./A-Za-z0-9]{19}$/.test(open) ? { id: 'bsdi-des', name: 'BSDi DES' } : null
}
