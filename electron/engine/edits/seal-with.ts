import type { EditModule } from './edit-module'
import { sealLocal } from './sealing'

/** Throws NOT_SEALED, READ_ONLY, NAME_TAKEN; INFO_* or SEALED_TPM for an encryption.info without a key. */
export const sealWith: EditModule<'sealWith', 'backup'> = {
  about: 'backup',
  apply: (document, _backup, { content }) => sealLocal(document, content.read(0, content.length)),
}
