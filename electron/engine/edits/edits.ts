// Every edit by its id, as in shared/edits: one that is missing here does not compile.
import type { EditId } from '../../../shared/edits/edits'
import { add } from './add'
import { confRemove } from './conf-remove'
import { confSet } from './conf-set'
import type { EditModule, Targets } from './edit-module'
import { fix } from './fix'
import { guided } from './guided'
import { mode } from './mode'
import { password } from './password'
import { remove } from './remove'
import { rename } from './rename'
import { replace } from './replace'
import { revert } from './revert'
import { revertAll } from './revert-all'
import { rowAdd } from './row-add'
import { rowRemove } from './row-remove'
import { rowSet } from './row-set'
import { settingRemove } from './setting-remove'
import { settingSet } from './setting-set'
import { text } from './text'

export const engineEdits = {
  text,
  replace,
  add,
  remove,
  rename,
  mode,
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
  revert,
  revertAll,
} satisfies { readonly [I in EditId]: EditModule<I, keyof Targets> }
