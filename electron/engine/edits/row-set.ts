import { changeRow } from '../store/change-row'
import type { EditModule } from './edit-module'
import { timeOf } from './setting-set'

/** Throws ROW_VALUE for what the column cannot have, NO_TABLE for a row that is not there, STORE_UNWRITABLE. */
export const rowSet: EditModule<'rowSet', 'entry'> = {
  about: 'entry',
  apply(document, entry, { table, row, column, value, at }) {
    return changeRow(document, entry, { kind: 'set', table, row, column, value }, timeOf(at))
  },
}
