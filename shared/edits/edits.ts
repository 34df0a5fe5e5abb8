// Every edit by its id. To add one, see docs/architecture.md.
import type { z } from 'zod'
import { add } from './add'
import { addFiles } from './add-files'
import { confRemove } from './conf-remove'
import { confSet } from './conf-set'
import { copy } from './copy'
import type { Edit } from './edit'
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

export const edits = {
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
} satisfies Record<string, Edit>

export type EditId = keyof typeof edits
/** What asks for an edit of a document. */
export type EditRequest<I extends EditId> = Readonly<z.infer<(typeof edits)[I]['request']>>

/** Edits that take no file, and so can be a part of `edit.steps`. */
export type StepId = {
  [I in EditId]: EditRequest<I> extends { readonly grant: string } | { readonly grants: readonly string[] } ? never : I
}[EditId]
