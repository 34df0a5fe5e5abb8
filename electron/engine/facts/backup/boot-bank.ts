// Boot bank.
import { told } from '../values'
import type { FactModule } from '../fact'

export const bootBank: FactModule = {
  id: 'backup.boot-bank',
  title: 'Boot bank',
  reads: 'Where the opened state.tgz was found, if that was on a disk or in the folder of a boot bank.',
  kind: 'one',
  first: false,
  read: ({ document: { bank } }) => (bank === null ? [] : [told(bank.text, null)]),
}
