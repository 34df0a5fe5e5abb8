// What the window holds in the place of file-system paths.

/** Permission to read one file, given by the user's own act. */
export interface FileGrant {
  readonly grant: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** It is the generated sample: what is changed in it is kept nowhere. */
  readonly isSample?: true
}

/** Permission to write to one place. */
export interface TargetGrant {
  readonly target: string
  /** Where that is, for the user's eyes. */
  readonly label: string
}

/** A folder or a zip for several files, a file for one. */
export type TargetKind = 'folder' | 'zip' | 'file'
