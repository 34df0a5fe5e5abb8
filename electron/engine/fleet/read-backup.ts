// One backup as rows of every table. Each backup is independent of all others: that is what lets a fleet be read by many processes and
// on many machines.
import { createHash } from 'node:crypto'
import { BootbankError } from '../../../shared/model/errors'
import { checkBackup } from '../checks/findings'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import { backupFacts } from '../facts/backup-facts'
import { hostCard } from '../facts/host-card'
import { HostView } from '../facts/host-view'
import { settingsOf } from '../settings/read-settings'
import { accountRows, firewallRows, keyRows, permissionRows, serviceRows } from './rows/access'
import { certificateRows } from './rows/certificates'
import { fileRows } from './rows/files'
import { cardRows, hostRow } from './rows/hosts'
import { nicRows, portGroupRows, portRows, stackRows, switchRows } from './rows/network'
import { findingRow } from './rows/problems'
import { settingRows } from './rows/settings'
import { columnsOf, type Row, type TableName } from './tables'

/** A row as it is written: its table, and JSON with every column in order. */
export type Emit = (table: TableName, json: string) => void

/** The key of a backup in every table: by path and content. `sha256` is empty where the file could not be read. */
export function backupKey(path: string, sha256: string): string {
  return createHash('sha256').update(`${path}\0${sha256}`).digest('hex').slice(0, 32)
}

/**
 * Gives every row of a backup; `path` is what the tables call it. Opens the host's layer chain. Throws NO_STATE for an archive that is not a
 * state of a host, CANCELLED, and what makes the file unreadable as a whole.
 */
export async function readBackup(
  document: Document,
  path: string,
  emit: Emit,
  options: OpenLayerOptions = {},
): Promise<void> {
  const card = await hostCard(document, options)
  if (card.shape === 'archive')
    throw document.root.problem ?? new BootbankError('NO_STATE', 'This archive is not a saved state of a host.')
  const backup = backupFacts(document)
  const host = new HostView(document, await settingsOf(document), backup, new Date())
  const common = { backup: backupKey(path, card.sha256), host: card.hostname }
  const give = <N extends TableName>(table: N, rows: Iterable<Row<N>>) => {
    for (const row of rows) emit(table, rowText(table, common, row))
  }
  const whole = backup.problems.every(({ code }) => code === 'SEALED_TPM')
  give('hosts', [hostRow(card, path, whole)])
  give('card_facts', cardRows(card.groups))
  give('settings', settingRows(host))
  give('files', fileRows(host))
  give('accounts', accountRows(host))
  give('permissions', permissionRows(host))
  give('ssh_keys', keyRows(host))
  give('certificates', await certificateRows(host))
  give('vmkernel_ports', portRows(host))
  give('nics', nicRows(host))
  give('switches', switchRows(host))
  give('port_groups', portGroupRows(host))
  give('net_stacks', stackRows(host))
  give('firewall_rules', firewallRows(host))
  give('services', serviceRows(host))
  const findings = await checkBackup(document, options)
  give(
    'problems',
    findings.map(finding => findingRow(path, finding)),
  )
}

/** The row as JSON: every column of its table in the order of the table. */
export function rowText<N extends TableName>(
  table: N,
  common: { readonly backup: string; readonly host: string | null },
  row: Row<N>,
): string {
  const values = new Map<string, unknown>([...Object.entries(common), ...Object.entries(row)])
  return JSON.stringify(Object.fromEntries(Object.keys(columnsOf(table)).map(name => [name, values.get(name) ?? null])))
}
