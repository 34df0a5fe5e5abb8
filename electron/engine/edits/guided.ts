import { makeChange } from '../guides/guided-change'
import type { EditModule } from './edit-module'
import { timeOf } from './setting-set'

/** Throws ANSWER, and why a setting or a file cannot be changed. */
export const guided: EditModule<'guided', 'backup'> = {
  about: 'backup',
  async apply(document, _backup, { guide, answers, at }) {
    await makeChange(document, guide, answers, timeOf(at))
  },
}
