// What is copied and saved of a table, and which setting a row is.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TableCell, TableFacts } from '../../../shared/viewers/tables'
import { longWords, shortWords } from './cell-words'
import { toCsv, toJson } from './export-rows'
import { settingOfRow } from './setting-of-row'

const cell = (kind: TableCell['kind'], text: string, more: Partial<TableCell> = {}): TableCell => ({
  kind,
  text,
  bytes: null,
  secret: false,
  ...more,
})
const text = (value: string) => cell('text', value)

/** Reads CSV as RFC 4180 has it. */
function fromCsv(csv: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

describe('CSV', () => {
  it('gives back whatever was written', () => {
    const values = fc.array(fc.tuple(fc.string(), fc.constantFrom('a"b', 'a,b', 'a\r\nb', '', '=1')), { maxLength: 5 })
    fc.assert(
      fc.property(values, rows => {
        const csv = toCsv(
          ['a', 'b,c'],
          rows.map(row => row.map(text)),
        )
        expect(fromCsv(csv)).toEqual([['a', 'b,c'], ...rows.map(row => [...row])])
      }),
    )
  })
  it('has nothing for NULL, hex for bytes, bullets for secrets', () => {
    expect(
      toCsv(['a', 'b', 'c'], [[cell('null', ''), cell('blob', '00ff'), cell('text', '••', { secret: true })]]),
    ).toBe('a,b,c\r\n,00ff,••\r\n')
  })
})

it('JSON has numbers as numbers, as long as JavaScript holds them', () => {
  const cells = [
    cell('integer', '5'),
    cell('integer', '9223372036854775807'),
    cell('real', '1.5'),
    cell('null', ''),
    text('5'),
  ]
  expect(JSON.parse(toJson(['a', 'b', 'c', 'd', 'e'], [cells]))).toEqual([
    { a: 5, b: '9223372036854775807', c: 1.5, d: null, e: '5' },
  ])
})

describe('a cell in words', () => {
  it.each<[TableCell, string, string]>([
    [cell('null', ''), 'NULL', 'NULL'],
    [text('a\n b'), 'a  b', 'a\n b'],
    [text(''), '', 'empty'],
    [text('{"a":[1]}'), '{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}'],
    [text('{"a":18446744073709551615}'), '{"a":18446744073709551615}', '{"a":18446744073709551615}'],
    [cell('blob', '00ff'), "x'00ff'", '00 ff'],
    [cell('text', 'abc', { bytes: 900 }), 'abc…', 'abc'],
  ])('%j', (one, short, long) => {
    expect(shortWords(one)).toBe(short)
    expect(longWords(one)).toBe(long)
  })
})

describe('the setting of a row', () => {
  const columns = ['Component', 'ConfigGroup', 'Name', 'Identifier'].map(name => ({ name, type: 'TEXT', key: 1 }))
  const table: TableFacts = { name: 'Config', kind: 'table', columns, rows: 1, sql: '' }
  const store = 'local.tgz!/var/lib/vmware/configstore/backup/current-store-1'
  it('is its path, in ConfigStore alone', () => {
    expect(settingOfRow(store, table, ['esx', 'network', 'vmknics', 'vmk0'].map(text))).toBe('esx/network/vmknics/vmk0')
    expect(settingOfRow(store, table, ['esx', 'network', 'firewall', ''].map(text))).toBe('esx/network/firewall')
    expect(settingOfRow('etc/other.db', table, ['esx', 'network', 'firewall', ''].map(text))).toBeNull()
    expect(settingOfRow(store, { ...table, name: 'KVTable' }, ['esx', 'a', 'b', ''].map(text))).toBeNull()
    expect(settingOfRow(store, table, undefined)).toBeNull()
  })
})
