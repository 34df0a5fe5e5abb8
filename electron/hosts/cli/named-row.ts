// Which row `--row`, `--row-add` and `--row-rm` mean. An address may hold colons itself, so the parts are read from the right; a table or
// column with a colon or an equals sign in its name stands in double quotes, as in SQL.
import { BootbankError } from '../../../shared/model/errors'

export type RowOption = 'row' | 'row-add' | 'row-rm'

export interface NamedRow {
  /** Of the database; null for the host's ConfigStore. */
  readonly address: string | null
  readonly table: string
  /** The rowid; empty where none is asked for. */
  readonly row: string
  readonly column: string
  readonly json: string
}

const name = '"(?:[^"]|"")+"|[^":=]+'
const table = `(?:(?<address>[\\s\\S]+?):)?(?<table>${name})`
const forms: Readonly<Record<RowOption, { readonly pattern: RegExp; readonly usage: string }>> = {
  row: {
    pattern: new RegExp(`^${table}:(?<row>-?\\d{1,19}):(?<column>${name})=(?<json>[\\s\\S]+)$`),
    usage: '[ADDRESS:]TABLE:ROWID:COLUMN=JSON',
  },
  'row-add': {
    pattern: new RegExp(`^${table}=(?<json>\\s*\\{[\\s\\S]*)$`),
    usage: '[ADDRESS:]TABLE={"COLUMN": VALUE, …}',
  },
  'row-rm': { pattern: new RegExp(`^${table}:(?<row>-?\\d{1,19})$`), usage: '[ADDRESS:]TABLE:ROWID' },
}

/** The parts of such an argument. Throws USAGE for one of another form. */
export function namedRow(option: RowOption, text: string): NamedRow {
  const { pattern, usage } = forms[option]
  const found = pattern.exec(text)?.groups
  // The argument is not repeated: it may hold a secret.
  if (!found) throw new BootbankError('USAGE', `--${option} needs ${usage}, such as ${examples[option]}.`)
  const { address, row = '', json = '' } = found
  return { address: address ?? null, table: plainName(found.table), row, column: plainName(found.column), json }
}

const examples: Readonly<Record<RowOption, string>> = {
  row: 'KVTable:3:Value=\'"UEFI"\'',
  'row-add': 'KVTable=\'{"Key": "BOOT_MODE", "Value": "UEFI"}\'',
  'row-rm': 'KVTable:3',
}

function plainName(text = ''): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text
}
