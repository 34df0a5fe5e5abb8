import { changePassword } from '../accounts/change-password'
import type { EditModule } from './edit-module'
import { timeOf } from './setting-set'

/** Throws ACCOUNT, PASSWORD, and why the store or the file cannot be changed. */
export const password: EditModule<'password', 'backup'> = {
  about: 'backup',
  apply(document, _backup, { at, ...change }) {
    return changePassword(document, change, timeOf(at))
  },
}
