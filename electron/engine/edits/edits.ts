// Every edit by its id, as in shared/edits: one that is missing here does not compile.
import type { EditId } from '../../../shared/edits/edits'
import { add } from './add'
import { addFiles } from './add-files'
import { confRemove } from './conf-remove'
import { confSet } from './conf-set'
import { copy } from './copy'
import type { EditModule, Targets } from './edit-module'
import { fix } from './fix'
import { guided } from './guided'
import { link } from './link'
import { mode } from './mode'
import { newFolder } from './new-folder'
import { newLink } from './new-link'
import { owner } from './owner'
import { password } from './password'
import { remove } from './remove'
import { rename } from './rename'
import { replace } from './replace'
import { revert } from './revert'
import { revertAll } from './revert-all'
import { rowAdd } from './row-add'
import { rowRemove } from './row-remove'
import { rowSet } from './row-set'
import { seal } from './seal'
import { sealWith } from './seal-with'
import { settingRemove } from './setting-remove'
import { settingSet } from './setting-set'
import { text } from './text'
import { time } from './time'
import { unseal } from './unseal'

export const engineEdits = {
  text,
  replace,
  add,
  addFiles,
  copy,
  remove,
  rename,
  mode,
  owner,
  time,
  link,
  newFolder,
  newLink,
  confSet,
  confRemove,
  settingSet,
  settingRemove,
  rowSet,
  rowAdd,
  rowRemove,
  password,
  guided,
  fix,
  unseal,
  seal,
  sealWith,
  revert,
  revertAll,
} satisfies { readonly [I in EditId]: EditModule<I, keyof Targets> }
