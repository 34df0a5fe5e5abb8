import { changeRow } from '../store/change-row'
import type { EditModule } from './edit-module'
import { timeOf } from './setting-set'

/** Throws NO_TABLE for a row that is not there, STORE_UNWRITABLE. */
export const rowRemove: EditModule<'rowRemove', 'entry'> = {
  about: 'entry',
  apply(document, entry, { table, row, at }) {
    return changeRow(document, entry, { kind: 'remove', table, row }, timeOf(at))
  },
}
