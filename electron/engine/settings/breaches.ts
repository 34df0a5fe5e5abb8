// Whether a value is one that its schema allows. VMware's dialect is read as JSON Schema where both say the same (docs/formats.md
// section 7); what a schema says that is not known here is not a constraint. A finding is a sentence for people.
import { isJsonList, isJsonObject, type Json } from '../../../shared/model/json'
import { joinPath } from './property-path'
import type { SchemaNode } from './schema'
import { matchesPattern } from './schema-pattern'

export interface Breach {
  /** Path inside the value. */
  readonly path: string
  /** What is wrong, to be read after the name of the setting. */
  readonly sentence: string
}

/** Breaches of one value that are told. */
const MOST = 20
/** Levels that are looked into. */
const DEEPEST = 64

/** What of a value its schema does not allow; empty where it holds. */
export function breachesOf(value: Json, schema: SchemaNode): readonly Breach[] {
  const found: Breach[] = []
  look(value, schema, '', 0, found)
  return found
}

function look(value: Json, schema: SchemaNode, path: string, depth: number, found: Breach[]): void {
  const tell = (sentence: string) => {
    if (found.length < MOST) found.push({ path, sentence })
  }
  if (depth > DEEPEST || found.length >= MOST) return
  if (!isOfType(value, schema.type)) {
    tell(`must be ${typeWords[schema.type ?? ''] ?? schema.type}, and is ${kindOf(value)}.`)
    return
  }
  const { choices } = schema
  if (choices && !choices.some(choice => choice === value)) tell(`must be one of ${choices.map(String).join(', ')}.`)
  if (typeof value === 'number') checkNumber(value, schema, tell)
  else if (typeof value === 'string') checkText(value, schema, tell)
  else if (isJsonList(value)) {
    const [least, most] = [schema.bound('minItems'), schema.bound('maxItems')]
    if (least !== null && value.length < least) tell(`must have at least ${least} items.`)
    if (most !== null && value.length > most) tell(`must have at most ${most} items.`)
    if (schema.uniqueItems && new Set(value.map(sorted)).size < value.length) tell('has the same item twice.')
    const { items, instanceId } = schema
    for (const [index, item] of value.entries()) {
      const own = instanceId !== null && isJsonObject(item) ? item[instanceId] : undefined
      const name = typeof own === 'string' ? own : String(index)
      if (items) look(item, items, joinPath(path, { name, item: true }), depth + 1, found)
    }
  } else if (isJsonObject(value)) {
    for (const name of schema.requiredNames) {
      if (!Object.hasOwn(value, name) && isMet(value, schema.property(name))) tell(`has no ${name}, which is required.`)
    }
    for (const [name, inner] of Object.entries(value)) {
      const child = schema.property(name)
      if (child) look(inner, child, joinPath(path, { name, item: false }), depth + 1, found)
      else if (!schema.isOpen) tell(`has the property ${name}, which this release does not know.`)
    }
  }
}

/** A value as text, the same one whatever the order of its properties. */
function sorted(value: Json): string {
  return JSON.stringify(value, (_name, one: Json) =>
    isJsonObject(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one,
  )
}

/** Whether a property may be set as its sibling stands. */
function isMet(value: { readonly [name: string]: Json }, schema: SchemaNode | null): boolean {
  const rule = schema?.dependsOn
  return !rule || (Object.hasOwn(value, rule.name) && rule.values.includes(value[rule.name] ?? null))
}

function checkNumber(value: number, schema: SchemaNode, tell: (sentence: string) => void): void {
  const [least, most] = [schema.bound('minimum'), schema.bound('maximum')]
  if (least !== null && value < least) tell(`must be at least ${least}, and is ${value}.`)
  if (most !== null && value > most) tell(`must be at most ${most}, and is ${value}.`)
}

function checkText(value: string, schema: SchemaNode, tell: (sentence: string) => void): void {
  const [least, most] = [schema.bound('minLength'), schema.bound('maxLength')]
  // JSON Schema counts characters, of which JavaScript keeps some as two.
  const length = least === null && most === null ? 0 : [...value].length
  if (least !== null && length < least) tell(`must have at least ${least} characters.`)
  if (most !== null && length > most) tell(`must have at most ${most} characters.`)
  if (schema.pattern !== null && !matchesPattern(value, schema.pattern))
    tell(`does not have the form ${schema.pattern}.`)
}

const typeWords: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'text',
  ID: 'text',
  URI: 'text',
  secret: 'text',
  file: 'text',
  binary: 'text',
  long: 'a whole number',
  double: 'a number',
  boolean: 'true or false',
}

function isOfType(value: Json, type: string | null): boolean {
  switch (type) {
    case 'object':
      return isJsonObject(value)
    case 'array':
      return isJsonList(value)
    case 'string':
    case 'ID':
    case 'URI':
    case 'secret':
    case 'file':
    case 'binary':
      return typeof value === 'string'
    case 'long':
      // One that a JavaScript number cannot hold stands as text.
      return Number.isInteger(value) || (typeof value === 'string' && /^-?\d{16,}$/.test(value))
    case 'double':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    default:
      return true
  }
}

function kindOf(value: Json): string {
  if (value === null) return 'null'
  if (isJsonList(value)) return 'a list'
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? 'a whole number' : 'a number'
    case 'string':
      return 'text'
    case 'boolean':
      return 'true or false'
    default:
      return 'an object'
  }
}
