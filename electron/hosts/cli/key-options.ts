// What --key-file and --key-from named. The keys themselves are read in given-keys.ts.

/** The files that were named. */
export interface KeyOptions {
  /** Each holds a key: 32 bytes or 64 hex digits. */
  readonly files: readonly string[]
  /** Each is an encryption.info with mode NONE. */
  readonly infos: readonly string[]
}

export const noKeys: KeyOptions = { files: [], infos: [] }
