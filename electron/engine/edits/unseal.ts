import type { EditModule } from './edit-module'
import { unsealLocal } from './sealing'

/** Throws NOT_SEALED, READ_ONLY, NAME_TAKEN, and why the layer is locked. */
export const unseal: EditModule<'unseal', 'backup'> = {
  about: 'backup',
  apply: document => unsealLocal(document),
}
