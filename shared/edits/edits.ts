// Every edit by its id. To add one, see docs/architecture.md.
import type { z } from 'zod'
import { add } from './add'
import { confRemove } from './conf-remove'
import { confSet } from './conf-set'
import type { Edit } from './edit'
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

export const edits = {
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
} satisfies Record<string, Edit>

export type EditId = keyof typeof edits
/** What asks for an edit of a document. */
export type EditRequest<I extends EditId> = Readonly<z.infer<(typeof edits)[I]['request']>>

/** Edits that take no file, and so can be a part of `edit.steps`. */
export type StepId = { [I in EditId]: EditRequest<I> extends { readonly grant: string } ? never : I }[EditId]
