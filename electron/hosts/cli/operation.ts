// The options of `edit` and `bundle`, each with the edit that it asks for; what they do is in apply-operations.ts, loaded only then.
// Splitting at `=` waits until the backup is open: an ADDRESS, a local file and a key may hold `=` themselves.
import type { EditId } from '../../../shared/edits/edits'

/** An option, as the help shows it; one without a value is asked for by its name alone. */
export interface OperationOption {
  readonly value: string | null
  readonly help: string
}

export const operationOptions = {
  put: { value: 'address=file', help: 'replace, or add' },
  rm: { value: 'address', help: 'remove' },
  mv: { value: 'address=address', help: 'rename, move' },
  chmod: { value: 'address=mode', help: '01644, u+w, T flag: +t' },
  chown: { value: 'address=owner', help: 'UID:GID[:USER:GROUP]' },
  touch: { value: 'address=time', help: 'ISO 8601' },
  mkdir: { value: 'address', help: 'add a folder' },
  link: { value: 'address=target', help: 'link target, or new link' },
  conf: { value: 'key=value', help: 'set a key of esx.conf' },
  'conf-rm': { value: 'key', help: 'remove a key' },
  store: { value: 'setting=json', help: 'a setting of ConfigStore' },
  password: { value: 'user', help: 'new one: line of stdin' },
  'store-rm': { value: 'setting', help: 'back to its default' },
  row: { value: 'table:rowid:column=json', help: 'a stored row, raw' },
  'row-add': { value: 'table=object', help: 'add a row, raw' },
  'row-rm': { value: 'table:rowid', help: 'remove a row, raw' },
  unseal: { value: null, help: 'to a plain local.tgz' },
  seal: { value: null, help: 'with a new key' },
  'seal-with': { value: 'file', help: 'by an encryption.info' },
} satisfies Record<string, OperationOption>

export type OperationName = keyof typeof operationOptions

/** By which option each edit is asked for: an edit that is not here does not compile. */
export const optionOfEdit: { readonly [I in EditId]: OperationName | null } = {
  replace: 'put',
  add: 'put',
  remove: 'rm',
  rename: 'mv',
  mode: 'chmod',
  owner: 'chown',
  time: 'touch',
  newFolder: 'mkdir',
  newLink: 'link',
  link: 'link',
  confSet: 'conf',
  confRemove: 'conf-rm',
  settingSet: 'store',
  settingRemove: 'store-rm',
  rowSet: 'row',
  rowAdd: 'row-add',
  rowRemove: 'row-rm',
  password: 'password',
  unseal: 'unseal',
  seal: 'seal',
  sealWith: 'seal-with',
  // One file after the other is put.
  addFiles: null,
  // A file is saved, and put.
  copy: null,
  // A command of its own.
  guided: null,
  // A remedy is told, and done by one of the others.
  fix: null,
  // A text is put as a file, and what was not asked for need not be taken back.
  text: null,
  revert: null,
  revertAll: null,
}

/** An option as it was given. */
export interface Operation {
  readonly name: OperationName
  readonly text: string
}

/** An argument cut at one of its `=`. */
export interface Split {
  readonly left: string
  readonly right: string
}
