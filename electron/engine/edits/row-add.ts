import { changeRow } from '../store/change-row'
import type { EditModule } from './edit-module'
import { timeOf } from './setting-set'

/** Throws ROW_VALUE for what a row of the table cannot have, NO_TABLE, STORE_UNWRITABLE. */
export const rowAdd: EditModule<'rowAdd', 'entry'> = {
  about: 'entry',
  apply(document, entry, { table, values, at }) {
    return changeRow(document, entry, { kind: 'add', table, values }, timeOf(at))
  },
}
