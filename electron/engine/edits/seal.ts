import type { EditModule } from './edit-module'
import { newEncryptionInfo, sealLocal } from './sealing'

/** Throws NOT_SEALED, READ_ONLY, NAME_TAKEN. */
export const seal: EditModule<'seal', 'backup'> = {
  about: 'backup',
  apply: document => sealLocal(document, newEncryptionInfo()),
}
