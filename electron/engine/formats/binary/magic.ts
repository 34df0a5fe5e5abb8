// The format of bytes that are not text, for the line above the hex view: by magic number, and by name where a format has none.

interface Format {
  readonly name: string
  readonly offset: number
  /** Latin-1, so that a byte is a character. */
  readonly magic: string
}

const formats: readonly Format[] = [
  { name: 'SQLite 3 database', offset: 0, magic: 'SQLite format 3\0' },
  { name: 'gzip', offset: 0, magic: '\x1f\x8b' },
  { name: 'XZ', offset: 0, magic: '\xfd7zXZ\0' },
  { name: 'Zstandard', offset: 0, magic: '\x28\xb5\x2f\xfd' },
  { name: 'bzip2', offset: 0, magic: 'BZh' },
  { name: 'ZIP', offset: 0, magic: 'PK\x03\x04' },
  { name: 'ELF program or library', offset: 0, magic: '\x7fELF' },
  { name: 'VMware envelope', offset: 0, magic: 'DataTransformEnvelope' },
  { name: 'VMware visor tar', offset: 257, magic: 'visor  ' },
  { name: 'tar archive', offset: 257, magic: 'ustar' },
  { name: 'PNG image', offset: 0, magic: '\x89PNG\r\n\x1a\n' },
  { name: 'OpenSSH private key', offset: 0, magic: 'openssh-key-v1\0' },
  { name: 'Java key store', offset: 0, magic: '\xfe\xed\xfe\xed' },
  { name: 'GNU dbm database', offset: 0, magic: '\xce\x9aW\x13' },
  { name: 'Berkeley DB', offset: 12, magic: '\x61\x15\x06\0' },
]

/** The format's name; null when it is not known. `head` is the beginning of the file, `path` its name in the archive. */
export function binaryFormat(path: string, head: Uint8Array): string | null {
  const start = Buffer.from(head.subarray(0, 512)).toString('latin1')
  const byMagic = formats.find(format => start.startsWith(format.magic, format.offset))
  if (byMagic) return byMagic.name
  if (isDropbearKey(head)) return 'dropbear host key'
  if (start.startsWith('\x30\x82') && /\.(der|cer|crt|p12|pfx|key)$/.test(path)) return 'DER (ASN.1)'
  return /(^|\/)random-seed$/.test(path) ? 'random seed' : null
}

/** dropbear's own format of private keys: u32 length, algorithm name, then its numbers, as in an SSH key blob. */
export function isDropbearKey(head: Uint8Array): boolean {
  const start = Buffer.from(head.subarray(0, 64)).toString('latin1')
  const name = start.slice(4, 4 + start.charCodeAt(3))
  return start.startsWith('\0\0\0') && /^(ssh-(rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3})$/.test(name)
}
