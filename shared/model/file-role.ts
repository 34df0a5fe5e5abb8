// What a file of the host is to the host: whether a start would bring it back.

/**
 * `config`, `vital`, `cached`: on the list of files that the backup's own schema carries, with that type; `t-flag`: kept for its T flag;
 * `listed`: on the list of files that older releases keep; `unknown`: none of these.
 */
export type FileRole = 'config' | 'vital' | 'cached' | 't-flag' | 'listed' | 'unknown'

export interface RoleFacts {
  readonly role: FileRole
  /** One sentence: what that means, with the schema's own name for the file where there is one. */
  readonly sentence: string
}
