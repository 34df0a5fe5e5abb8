// What reading the settings finds: databases that are damaged or hold other things than they should, esx.conf lines that say nothing or
// say it twice, values that their own schema does not allow.
import type { FindingTable } from './finding-kind'

export const settingsFindings = {
  'settings-no-database': {
    severity: 'error',
    means: 'the settings of the host are in this file, and none of them can be read',
    source: 'docs/formats.md section 7; SQLite, Database File Format',
    message: (address: string, why: string) => `${address} cannot be read as a database: ${why}`,
  },
  'settings-truncated': {
    severity: 'error',
    means: 'the end of the database is missing; what lay there is lost, and the host may refuse the file as a whole',
    source: 'SQLite, Database File Format (in-header database size)',
    message: (address: string, pages: number, all: number) =>
      `${address} is cut off: ${pages} of its ${all} pages are there.`,
  },
  'settings-no-table': {
    severity: 'error',
    means: 'what the table holds is not known',
    source: 'docs/formats.md section 7',
    message: (address: string, table: string) => `${address} has no table ${table}.`,
  },
  'settings-no-side-table': {
    severity: 'note',
    means: 'the defaults, desired values or boot facts that the table would hold are not known',
    source: 'docs/formats.md section 7',
    message: (address: string, table: string) => `${address} has no table ${table}.`,
  },
  'settings-computed-table': {
    severity: 'error',
    means: 'a view or a virtual table computes what it shows, as long as it likes; the host never makes one',
    source: 'docs/formats.md section 7; SQLite, CREATE VIEW',
    message: (address: string, table: string) =>
      `${address}: ${table} is not a plain table; what it would compute is not read.`,
  },
  'settings-no-column': {
    severity: 'warning',
    means: 'what the column holds is not known',
    source: 'docs/formats.md section 7',
    message: (address: string, table: string, column: string) =>
      `${address}: the table ${table} has no column ${column}.`,
  },
  'settings-damaged-table': {
    severity: 'error',
    means: 'a page of the database is damaged or missing; rows on it are lost',
    source: 'SQLite, Database File Format',
    message: (address: string, table: string, rows: number, detail: string) =>
      `${address}: the table ${table} is damaged; ${rows} of its rows could be read (${detail}).`,
  },
  'settings-unsound': {
    severity: 'error',
    means:
      'all rows could be read, but the database contradicts itself: the host may refuse it, and it cannot be changed here',
    source: 'SQLite, PRAGMA integrity_check',
    message: (address: string, complaint: string) => `${address}: SQLite finds the database damaged: ${complaint}`,
  },
  'settings-value-too-large': {
    severity: 'warning',
    means: 'real values have some kilobytes; one of many megabytes would take the memory of the program',
    source: 'docs/formats.md section 7, read in a genuine backup',
    message: (address: string, column: string, row: string, bytes: number) =>
      `${address}: ${column} of ${row} has ${bytes} bytes and is not read.`,
  },
  'settings-too-many-rows': {
    severity: 'warning',
    means: 'a real table has some hundred rows',
    source: 'docs/formats.md section 7, read in a genuine backup',
    message: (address: string, table: string, rows: number) =>
      `${address}: the table ${table} holds too much; only its first ${rows} rows are read.`,
  },
  'settings-duplicate-row': {
    severity: 'warning',
    means: 'which of the rows the host takes is not known',
    source: 'docs/formats.md section 7 (primary key)',
    message: (path: string, count: number) => `${count} rows are ${path}; the first is shown.`,
  },
  'settings-bad-json': {
    severity: 'error',
    means: 'the host cannot read the value',
    source: 'docs/formats.md section 7',
    message: (path: string, column: string) => `${column} of ${path} is not JSON and is left out.`,
  },
  'settings-duplicate-identity': {
    severity: 'warning',
    means: 'items of a list are told apart by a property, and these are not',
    source: 'docs/formats.md section 7 (instanceId)',
    message: (path: string, sentence: string) => `${path} ${sentence}`,
  },
  'settings-columns-disagree': {
    severity: 'warning',
    means: 'the columns of a row are merged, and these do not fit together',
    source: 'docs/formats.md section 7',
    message: (path: string, sentence: string) => `${path} ${sentence}`,
  },
  'settings-too-deep': {
    severity: 'warning',
    means: 'real values are at most eight levels deep',
    source: 'docs/formats.md section 7, read in a genuine backup',
    message: (path: string, sentence: string) => `${path} ${sentence}`,
  },
  'settings-no-schema': {
    severity: 'warning',
    means: 'types, defaults and secrets of the settings are not known',
    source: 'docs/formats.md section 7',
    message: (path: string) => `${path} is missing: types, defaults and secrets of the settings are not known.`,
  },
  'settings-bad-schema': {
    severity: 'warning',
    means: 'what the schema says of this setting is not known',
    source: 'docs/formats.md section 7',
    message: (path: string) => `The schema of ${path} is not a JSON object and is left out.`,
  },
  'settings-invalid': {
    severity: 'warning',
    means: "the value is one that the backup's own schema does not allow",
    source: 'docs/formats.md section 7',
    message: (path: string, sentence: string) => `${path} ${sentence}`,
  },
  'conf-unreadable': {
    severity: 'error',
    means: 'what esx.conf holds is not known',
    source: 'docs/formats.md section 6',
    message: (address: string, why: string) => `${address} cannot be read: ${why}`,
  },
  'conf-broken-line': {
    severity: 'warning',
    means: 'a line that is not a key and value says nothing to the host',
    source: 'docs/formats.md sections 6 and 11',
    message: (address: string, line: number) => `Line ${line} of ${address} holds no key and value.`,
  },
  'conf-duplicate-key': {
    severity: 'warning',
    means: 'of a key that stands twice, the last line counts',
    source: 'docs/formats.md section 11',
    message: (address: string, key: string, before: number, line: number) =>
      `Lines ${before} and ${line} of ${address} set ${key}; the last one counts.`,
  },
  'fact-failed': {
    severity: 'error',
    means: 'a fault of the program itself; the other facts are not touched by it',
    source: 'the program itself',
    message: (id: string, detail: string) =>
      `Bootbank made a mistake of its own: the fact ${id} could not be read (${detail}).`,
  },
  'findings-more': {
    severity: 'note',
    means: 'there are more findings of one kind than are listed',
    source: 'the program itself',
    message: (count: number, code: string) => `…and ${count} more of the kind ${code}.`,
  },
} as const satisfies FindingTable
