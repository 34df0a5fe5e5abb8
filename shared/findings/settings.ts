// What reading the settings finds: in ConfigStore, in its schema store, in esx.conf. The sentence is made where it is found, because each
// names rows, columns and lines of its own.
import type { FindingTable } from './finding-kind'

const asSaid = (sentence: string) => sentence

export const settingsFindings = {
  'store-unreadable': {
    severity: 'error',
    means: 'ConfigStore is no database, or cannot be opened as one',
    source: 'docs/formats.md section 7',
    message: asSaid,
  },
  'store-no-table': {
    severity: 'error',
    means: 'a table of ConfigStore is missing, or is not a plain table',
    source: 'docs/formats.md section 7',
    message: asSaid,
  },
  'store-no-column': {
    severity: 'warning',
    means: 'a table of ConfigStore lacks a column that this release should have',
    source: 'docs/formats.md section 7',
    message: asSaid,
  },
  'store-damaged': {
    severity: 'error',
    means: 'pages of the database cannot be read; what lies on them is not known',
    source: 'SQLite file format',
    message: asSaid,
  },
  'store-too-large': {
    severity: 'warning',
    means: 'a value is too large to be a setting and is not read',
    source: 'docs/formats.md section 7',
    message: asSaid,
  },
  'store-duplicate-row': {
    severity: 'warning',
    means: 'the primary key of Config does not hold',
    source: 'docs/formats.md section 7',
    message: asSaid,
  },
  'store-bad-json': {
    severity: 'error',
    means: 'a value of a setting is not JSON',
    source: 'docs/formats.md section 7',
    message: asSaid,
  },
  'schema-missing': {
    severity: 'warning',
    means: 'without the schema store neither types nor secrets of settings are known',
    source: 'docs/formats.md section 7',
    message: asSaid,
  },
  'schema-bad-json': {
    severity: 'warning',
    means: 'the schema of a setting is not JSON',
    source: 'docs/formats.md section 7',
    message: asSaid,
  },
  'setting-invalid': {
    severity: 'warning',
    means: 'a stored value breaks the schema that the backup itself holds',
    source: 'docs/formats.md section 7',
    message: asSaid,
  },
  'setting-duplicate-identity': {
    severity: 'warning',
    means: 'two items of a list have one identity',
    source: 'docs/formats.md section 7',
    message: asSaid,
  },
  'setting-columns-disagree': {
    severity: 'warning',
    means: 'the columns of one setting hold values of different shapes',
    source: 'docs/formats.md section 7',
    message: asSaid,
  },
  'setting-too-deep': {
    severity: 'warning',
    means: 'a value is nested deeper than any setting is',
    source: 'docs/formats.md section 7',
    message: asSaid,
  },
  'conf-unreadable': {
    severity: 'error',
    means: 'esx.conf cannot be read',
    source: 'docs/formats.md section 6',
    message: asSaid,
  },
  'conf-broken-line': {
    severity: 'warning',
    means: 'a line of esx.conf has no key and value',
    source: 'docs/formats.md section 6',
    message: asSaid,
  },
  'conf-duplicate-key': {
    severity: 'warning',
    means: 'a key stands in esx.conf twice',
    source: 'docs/formats.md section 6',
    message: asSaid,
  },
} as const satisfies FindingTable

export type SettingsCode = keyof typeof settingsFindings
