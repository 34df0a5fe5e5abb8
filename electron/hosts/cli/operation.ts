// The options of `edit` and `bundle`, each with the edit that it asks for; what they do is in apply-operations.ts, loaded only then.
// Splitting at `=` waits until the backup is open: an ADDRESS, a local file and a key may hold `=` themselves.
import type { EditId } from '../../../shared/edits/edits'

/** An option, as the help shows it; one without a value is asked for by its name alone. */
export interface OperationOption {
  readonly value: string | null
  readonly help: string
}

export const operationOptions = {
  put: { value: 'address=localfile', help: 'replace, or add, a file' },
  rm: { value: 'address', help: 'remove an entry' },
  mv: { value: 'address=address', help: 'rename or move inside its archive' },
  chmod: { value: 'address=mode', help: 'set the octal mode, T flag included, such as 01644' },
  chown: { value: 'address=owner', help: 'set the owner: UID:GID or UID:GID:USER:GROUP' },
  touch: { value: 'address=time', help: 'set the time, ISO 8601, such as 2024-05-01T12:00:00Z' },
  mkdir: { value: 'address', help: 'add a folder, like those beside it' },
  link: { value: 'address=target', help: 'set the target of a link, or add a symbolic link' },
  conf: { value: 'key=value', help: 'set a key of esx.conf' },
  'conf-rm': { value: 'key', help: 'remove a key of esx.conf' },
  store: { value: 'setting=json', help: 'set a setting, COMPONENT/GROUP/NAME[/ID][#property]' },
  password: { value: 'user', help: 'set a password: the first line of standard input' },
  'store-rm': { value: 'setting', help: 'remove one, so that its default counts' },
  row: { value: 'table:rowid:column=json', help: 'set a value of a stored row, raw: no schema is asked' },
  'row-add': { value: 'table=object', help: 'add a row, raw' },
  'row-rm': { value: 'table:rowid', help: 'remove a row, raw' },
  unseal: { value: null, help: 'local.tgz.ve becomes local.tgz, without encryption.info' },
  seal: { value: null, help: 'local.tgz becomes local.tgz.ve, with a new key in encryption.info' },
  'seal-with': { value: 'encryption.info', help: 'the same, with the key of this file' },
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
