// Every refusal the program can utter, by code. Errors cross boundaries as plain data, never as thrown classes:
// a class loses its identity in a structured clone, data does not.

/** One line per code: when it is used. The user sees `message`, scripts see the code. */
export const errorCodes = {
  // the file as a whole
  NOT_FOUND: 'there is no such file',
  IS_DIRECTORY: 'a directory was given where a file is needed',
  EMPTY_FILE: 'the file has no bytes',
  NOT_AN_ARCHIVE: 'the bytes are not a gzip, tar or envelope',
  UNSUPPORTED_FORMAT: 'a format that is recognised by name but not read (xz, zstd, zip…)',
  UNREADABLE: 'the operating system refused to read',
  // gzip
  GZIP_HEADER: 'a gzip member header that breaks RFC 1952',
  GZIP_DATA: 'the deflate stream is invalid',
  GZIP_TRUNCATED: 'the gzip data ends too early',
  GZIP_CRC: 'the CRC32 in the gzip trailer differs from the data',
  GZIP_ISIZE: 'the length in the gzip trailer differs from the data',
  // tar
  TAR_CHECKSUM: 'a tar header whose checksum is wrong',
  TAR_HEADER: 'a tar header field that cannot be read',
  TAR_TRUNCATED: 'an entry reaches beyond the end of the archive',
  PAX_RECORD: 'a malformed pax extended header',
  VISOR_READ_ONLY: 'VMware visor tar is shown but not written',
  // envelope and encryption.info
  ENVELOPE_HEADER: 'a malformed DataTransformEnvelope header or attribute',
  ENVELOPE_FOOTER: 'a malformed footer block of an envelope',
  ENVELOPE_TRUNCATED: 'the envelope is shorter than its own blocks',
  ENVELOPE_CIPHER: 'a cipher other than AES-256-GCM',
  ENVELOPE_NO_KEY: 'no encryption.info was found beside the envelope',
  ENVELOPE_KEY_ID: 'the key in encryption.info is not the one the envelope names',
  ENVELOPE_KEY_HASH: 'the key does not match the hash in the envelope',
  ENVELOPE_TAG: 'the GCM tag is wrong: key or data are not authentic',
  INFO_SYNTAX: 'encryption.info cannot be parsed',
  INFO_NO_KEY: 'encryption.info holds no key',
  INFO_MODE: 'encryption.info names a mode that is not known',
  INFO_VERSION: 'encryption.info holds a key of a version that is not known',
  SEALED_TPM: 'the key is sealed by the TPM of the host',
  KEY_FORMAT: 'what was given is not a key of an envelope',
  KEY_WRONG: 'a key that was given does not open the envelope',
  NOT_SEALED: 'there is no seal to take off, or no place for one',
  // disks
  DISK_IMAGE: 'a VMDK that cannot be read, or is of a kind that is not',
  PARTITION_TABLE: 'a partition table that lies, or cannot be read',
  FILE_SYSTEM: 'a FAT file system that lies, or cannot be read',
  CHOOSE_BANK: 'a disk was opened, of which a boot bank has to be chosen',
  NO_BANK: 'a disk or folder without the boot bank that was asked for',
  CHOOSE_COPY: 'a collection was opened, of which a copy has to be chosen',
  NO_COPY: 'a collection without the copy of a state that was asked for',
  NO_ROOM: 'a file system without room for the new file',
  // limits
  LIMIT: 'a cap of the limits file was reached',
  // addresses and edits
  ADDRESS_NOT_FOUND: 'no entry has this address',
  ADDRESS_AMBIGUOUS: 'several entries have this address or tail',
  NOT_A_FILE: 'the entry is not a regular file',
  NAME_INVALID: 'a name that the archive or the host cannot hold',
  NAME_TAKEN: 'an entry of that name exists already',
  MODE_INVALID: 'a mode that is not an octal number from 0 to 07777',
  OWNER_INVALID: 'an owner that no archive can hold',
  TIME_INVALID: 'not a time, or not one in whole seconds',
  LINK_INVALID: 'a target that a link cannot have, or a target for what is not a link',
  LINKED: 'other entries are hard links to this one',
  LAST_ENTRY: 'the last entry of an archive cannot be removed',
  READ_ONLY: 'this layer can be read but not written',
  EDIT_MISMATCH: 'recorded edits that do not fit the file they are applied to',
  NOT_TEXT: 'text that the encoding of the file cannot hold',
  CONF_KEY: 'an esx.conf key that is malformed or absent',
  CONF_VALUE: 'an esx.conf value that cannot be written',
  SETTING_PATH: 'a path of a setting that leads nowhere',
  SETTING_VALUE: 'a value that the schema of the setting does not allow',
  ACCOUNT: 'an account that the backup does not have',
  PASSWORD: 'what cannot be a password',
  ANSWER: 'an answer to a guided change that cannot be',
  SEARCH: 'what cannot be looked for',
  NO_COMPARISON: 'a comparison without another backup',
  REPORT_TOO_LARGE: 'a report of differences that is larger than a window can hold',
  NO_FIX: 'a check that offers no change',
  STORE_UNWRITABLE: 'a database that cannot be changed safely',
  ROW_VALUE: 'a value that a row of a database cannot have',
  NOT_A_DATABASE: 'a file that SQLite cannot open, or whose schema it cannot read',
  NO_TABLE: 'a table, row or column of a database that is not there or is not stored',
  // writing
  SAME_FILE: 'the target is the source file',
  TARGET_EXISTS: 'something is at the target already',
  WRITE_FAILED: 'the operating system refused to write',
  SANITISE_FAILED: 'a copy that was to be without secrets still holds one',
  VERIFY_FAILED: 'what was read back differs from the document',
  UNSAFE_PATH: 'a name that must not become a path on the disk',
  MANIFEST: 'a release or UUID that no Manifest.txt can have, or one for a file that has its own',
  NO_STATE: 'a restore bundle needs a state.tgz',
  // the program
  CANCELLED: 'the user cancelled',
  USAGE: 'the command line cannot be understood',
  BAD_REQUEST: 'a request that breaks the contract',
  NO_DOCUMENT: 'the document is not open (any more)',
  WORKER_DIED: 'the worker of the document ended',
  NOT_OFFERED: 'this host of the program cannot do that',
  INTERNAL: 'a fault of the program itself',
} as const

export type ErrorCode = keyof typeof errorCodes

/** Where it went wrong. */
export interface Where {
  /** Address of the layer, such as `local.tgz.ve`; the file's own name for the outermost one. */
  readonly layer?: string
  /** Path inside that layer. */
  readonly path?: string
  /** Byte offset inside the layer's stored or inflated bytes; the message says which. */
  readonly offset?: number
}

/** An error as it travels: over IPC, to the worker, to stderr. */
export interface ErrorData {
  readonly code: ErrorCode
  /** One sentence for the user: what is wrong, where, what to do. */
  readonly message: string
  readonly where: Where
}

/** What a call gives back across a boundary. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorData }

/** The same error where exceptions are the language: inside one process. */
export class BootbankError extends Error {
  override readonly name = 'BootbankError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly where: Where = {},
  ) {
    super(message)
  }

  toData(): ErrorData {
    return { code: this.code, message: this.message, where: this.where }
  }

  static from(data: ErrorData): BootbankError {
    return new BootbankError(data.code, data.message, data.where)
  }
}

/** Any thrown thing as data. What is not a BootbankError is a fault of ours and says so; no stack crosses the boundary. */
export function toErrorData(thrown: unknown): ErrorData {
  if (thrown instanceof BootbankError) return thrown.toData()
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'INTERNAL', message: `Bootbank made a mistake of its own: ${detail}`, where: {} }
}
