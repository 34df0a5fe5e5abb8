// Which setting a row of ConfigStore is.
import type { TableCell, TableFacts } from '../../../shared/viewers/tables'

/** End of the address of a host's ConfigStore (docs/formats.md section 7). */
const storePath = 'var/lib/vmware/configstore/backup/current-store-1'
const tables: ReadonlySet<string> = new Set(['Config', 'DefaultConfig'])

/** Path of the entry, `component/group/name[/identifier]`; null for a row that is not a setting. */
export function settingOfRow(
  address: string,
  table: TableFacts,
  cells: readonly TableCell[] | undefined,
): string | null {
  if (!address.endsWith(storePath) || !tables.has(table.name) || cells === undefined) return null
  const value = (name: string) => cells[table.columns.findIndex(column => column.name === name)]?.text ?? ''
  const [component, group, name, identifier] = ['Component', 'ConfigGroup', 'Name', 'Identifier'].map(value) as [
    string,
    string,
    string,
    string,
  ]
  if (component === '' || group === '') return null
  return [component, group, ...(name === '' ? [] : [name]), ...(identifier === '' ? [] : [identifier])].join('/')
}
