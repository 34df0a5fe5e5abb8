// What is given for a column of a stored row, as SQLite takes it. The traps: SQLite keeps almost any type in any column and turns one into
// another without a word, and its whole numbers have 64 bits.
import { type Node, parseTree } from 'jsonc-parser'
import type { TableColumn } from '../../../shared/viewers/tables'

/** A value with the SQL expression that takes it as its one parameter. */
export interface RowValue {
  readonly kind: 'null' | 'integer' | 'real' | 'text' | 'blob'
  readonly bound: string | Uint8Array | null
  readonly sql: string
}

const [smallest, largest] = [-(2n ** 63n), 2n ** 63n - 1n]

/** The value of a JSON text; a sentence on why it is none. */
export function rowValueOf(json: string): RowValue | string {
  const node = parsed(json)
  return node ? nodeValue(node, json) : 'it is not JSON. A text needs quotes, such as "vmk0"'
}

/** The values of a JSON object by column; a sentence on why it is none. */
export function rowValuesOf(json: string): ReadonlyMap<string, RowValue> | string {
  const node = parsed(json)
  if (node?.type !== 'object') return 'a row is a JSON object of values by column, such as {"Key": "BOOT_MODE"}'
  const values = new Map<string, RowValue>()
  for (const { children: [key, value] = [] } of node.children ?? []) {
    const name = String(key?.value)
    const found = value ? nodeValue(value, json) : 'it has no value'
    if (typeof found === 'string') return `${name}: ${found}`
    if (values.has(name)) return `${name} is there twice`
    values.set(name, found)
  }
  return values
}

function parsed(json: string): Node | null {
  try {
    JSON.parse(json)
  } catch {
    return null // jsonc-parser would take comments and trailing commas
  }
  return parseTree(json) ?? null
}

function nodeValue(node: Node, json: string): RowValue | string {
  switch (node.type) {
    case 'null':
      return { kind: 'null', bound: null, sql: '?' }
    case 'string':
      return textValue(String(node.value))
    case 'number':
      return numberValue(json.slice(node.offset, node.offset + node.length))
    case 'object':
      return bytesValue(node)
    default:
      return 'SQLite keeps a text, a number, null, or bytes as {"hex": "00ff"}; true is 1, and JSON stands in a text'
  }
}

function textValue(text: string): RowValue | string {
  if (/\p{Surrogate}/u.test(text)) return 'it has half of a character, which UTF-8 cannot hold'
  return { kind: 'text', bound: text, sql: '?' }
}

function numberValue(digits: string): RowValue | string {
  if (/^-?\d+$/.test(digits)) {
    const number = BigInt(digits)
    if (number < smallest || number > largest) return 'a whole number of SQLite has 64 bits at most'
    return { kind: 'integer', bound: digits, sql: 'CAST(? AS INTEGER)' }
  }
  if (!Number.isFinite(Number(digits))) return 'this number is larger than SQLite can hold'
  return { kind: 'real', bound: digits, sql: 'CAST(? AS REAL)' }
}

function bytesValue({ children = [] }: Node): RowValue | string {
  const [key, value] = children[0]?.children ?? []
  const hex = children.length === 1 && key?.value === 'hex' && value?.type === 'string' ? String(value.value) : null
  if (hex === null || hex.length % 2 !== 0 || !/^[\da-f]*$/i.test(hex))
    return 'an object stands for bytes, {"hex": "00ff"}, two digits each; JSON for a column stands in a text, in quotes'
  return { kind: 'blob', bound: new Uint8Array(Buffer.from(hex, 'hex')), sql: '?' }
}

/**
 * What a column was declared to hold (SQLite, Datatypes, section 3.1); `any` where SQLite keeps each value as it is, and for dates, truth
 * values and decimals, which are stored in several ways.
 */
export function declaredKind({ type }: Pick<TableColumn, 'type'>): 'integer' | 'text' | 'real' | 'any' {
  if (/int/i.test(type)) return 'integer'
  if (/char|clob|text/i.test(type)) return 'text'
  if (/real|floa|doub/i.test(type)) return 'real'
  return 'any'
}
